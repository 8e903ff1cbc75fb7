import type { RoomUserInfo } from '@usher/protocol';
import { useState } from 'react';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Switch } from '../../parts/switch.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { callSite } from '../../session.ts';
import { useRoom } from '../room-context.ts';

/** ROM-34 */
export function BanDialog({ user, onClose }: { readonly user: RoomUserInfo; readonly onClose: () => void }) {
  const words = useWords('room');
  const common = useWords('common');
  const errorText = useErrorText();
  const toast = useToast();
  const { name: room } = useRoom();
  const [withAddress, setWithAddress] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function ban() {
    setBusy(true);
    try {
      await callSite((api, token) => api.room(token, room).ban(user.id, withAddress));
      toast(words('banned', { name: user.name }));
      onClose();
    } catch (error) {
      toast(errorText(error), { kind: 'error' });
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={words('banTitle', { name: user.name })}
      isOpen
      isQuestion
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          <Button look="danger" pending={isBusy} onPress={() => void ban()}>
            {words('banConfirm')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p>{words('banText')}</p>
        <Switch
          label={words('banAddress')}
          hint={words('banAddressHint')}
          isOn={withAddress}
          onChange={setWithAddress}
        />
      </div>
    </Dialog>
  );
}
