import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icons.tsx';
import { ShareCard } from './share-card.tsx';

export function ShareButton() {
  const words = useWords('room');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className="max-sm:px-3" onPress={() => setOpen(true)}>
        <Icon name="share" />
        <span className="max-sm:sr-only">{words('invite')}</span>
      </Button>
      <Dialog title={words('invite')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <ShareCard />
      </Dialog>
    </>
  );
}
