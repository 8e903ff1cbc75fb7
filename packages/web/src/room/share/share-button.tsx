import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { LazyPart } from '../../parts/lazy-part.ts';
import { ShownPart } from '../../parts/shown-part.tsx';

// WEB-17: dialogs are much code, and who enters a room looks at its video first.
const shareDialog = new LazyPart(() => import('./share-dialog.tsx'), 'ShareDialog');

export function ShareButton() {
  const words = useWords('room');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className="max-sm:px-3" onPress={() => setOpen(true)}>
        <Icon name="share" />
        <span className="max-sm:sr-only">{words('invite')}</span>
      </Button>
      <ShownPart part={shareDialog} isShown={isOpen} onShow={setOpen}>
        {(ShareDialog) => <ShareDialog onClose={() => setOpen(false)} />}
      </ShownPart>
    </>
  );
}
