import { useState } from 'react';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { callSite } from '../../session.ts';
import { useRoom } from '../room-context.ts';

interface DeleteRoomProps {
  readonly blocked: string | null;
  readonly onDeleted: () => void;
}

/** Deletes a permanent room, once its name has been written. */
export function DeleteRoom({ blocked, onDeleted }: DeleteRoomProps) {
  const words = useWords('settings');
  const common = useWords('common');
  const errorText = useErrorText();
  const toast = useToast();
  const { name } = useRoom();
  const [isAsked, setAsked] = useState(false);
  const [written, setWritten] = useState('');
  const [isBusy, setBusy] = useState(false);

  async function remove() {
    setBusy(true);
    try {
      await callSite((api, token) => api.room(token, name).delete());
      onDeleted();
    } catch (error) {
      toast(errorText(error), { kind: 'error' });
      setBusy(false);
    }
  }

  return (
    <>
      <p className="text-muted text-sm">{words('deleteHint')}</p>
      <Button look="danger" blocked={blocked} onPress={() => setAsked(true)}>
        {words('deleteRoom')}
      </Button>
      <Dialog
        title={words('deleteTitle', { name })}
        isOpen={isAsked}
        isQuestion
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button onPress={() => setAsked(false)}>{common('cancel')}</Button>
            <Button
              look="danger"
              pending={isBusy}
              blocked={written.trim() === name ? null : words('deleteWriteName', { name })}
              onPress={() => void remove()}
            >
              {words('deleteConfirm')}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <p>{words('deleteText')}</p>
          <TextField label={words('deleteWriteName', { name })} value={written} onChange={setWritten} />
        </div>
      </Dialog>
    </>
  );
}
