import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { LazyPart } from '../../parts/lazy-part.ts';
import { ShownPart } from '../../parts/shown-part.tsx';

// WEB-17: few people change settings.
const settingsDialog = new LazyPart(() => import('./settings-dialog.tsx'), 'SettingsDialog');

export function SettingsButton() {
  const words = useWords('room');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="icon" label={words('settings')} onPress={() => setOpen(true)}>
        <Icon name="settings" />
      </Button>
      <ShownPart part={settingsDialog} isShown={isOpen} onShow={setOpen}>
        {(SettingsDialog) => <SettingsDialog onClose={() => setOpen(false)} />}
      </ShownPart>
    </>
  );
}
