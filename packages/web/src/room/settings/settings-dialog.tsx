import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { useOffline } from '../room-context.ts';
import { AccessSettings } from './access-settings.tsx';
import { DiscardQuestion } from './discard-question.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { PermissionSettings } from './permission-settings.tsx';
import { PlaybackSettings } from './playback-settings.tsx';
import { RoomOwnership } from './room-ownership.tsx';
import { useSettings } from './use-settings.ts';

/** All settings of spec 3. They are changed here, and for the room when they are saved. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords('settings');
  const common = useWords('common');
  const toast = useToast();
  const offline = useOffline();
  const editor = useSettings();
  const [tab, setTab] = useState('general');
  const [isAsked, setAsked] = useState(false);
  const { isChanged, isSaving } = editor;

  // What is saved shows by the room's having it.
  useEffect(() => {
    if (!isSaving || isChanged) return;
    toast(words('saved'));
    onClose();
  }, [isSaving, isChanged, toast, words, onClose]);

  const tabs = [
    { id: 'general', label: words('general'), content: <GeneralSettings editor={editor} /> },
    { id: 'playback', label: words('playback'), content: <PlaybackSettings editor={editor} /> },
    { id: 'permissions', label: words('permissions'), content: <PermissionSettings editor={editor} /> },
    { id: 'access', label: words('access'), content: <AccessSettings editor={editor} /> },
    { id: 'room', label: words('ownership'), content: <RoomOwnership onClose={onClose} /> },
  ];

  return (
    <Dialog
      title={words('title')}
      width="large"
      isOpen
      onClose={() => (isChanged ? setAsked(true) : onClose())}
      actions={
        <>
          <Button onPress={onClose}>{common(isChanged ? 'cancel' : 'close')}</Button>
          <Button
            look="primary"
            blocked={offline ?? (isChanged ? null : words('nothingChanged'))}
            onPress={editor.save}
          >
            {common('save')}
          </Button>
        </>
      }
    >
      <Tabs
        label={words('title')}
        tabs={tabs}
        selected={tab}
        onSelect={setTab}
        panelClassName="pt-5 min-h-80"
      />
      {isAsked && <DiscardQuestion onDiscard={onClose} onKeep={() => setAsked(false)} />}
    </Dialog>
  );
}
