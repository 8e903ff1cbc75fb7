import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';

// WEB-17: few people change settings.
const SettingsDialog = lazy(async () => ({
  default: (await import('./settings-dialog.tsx')).SettingsDialog,
}));

export function SettingsButton() {
  const words = useWords('room');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="icon" label={words('settings')} onPress={() => setOpen(true)}>
        <Icon name="settings" />
      </Button>
      {isOpen && (
        <Suspense>
          <SettingsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
