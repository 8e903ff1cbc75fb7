import { useState } from 'react';
import { useCreateRoom } from '../home/use-create-room.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../parts/button.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite } from '../session.ts';

interface CreateStoppedRoomProps {
  /** The room that is not there, or `null` for another one. */
  readonly name: string | null;
  /** The room is there now. */
  readonly onMade: () => void;
}

/** A room in place of the one that cannot be shown. */
export function CreateStoppedRoom({ name, onMade }: CreateStoppedRoomProps) {
  const words = useWords('stopped');
  const { create } = useCreateRoom();
  const [isPending, setPending] = useState(false);
  const toast = useToast();
  const errorText = useErrorText();

  async function make(): Promise<void> {
    setPending(true);
    try {
      if (name === null) return await create();
      const room = { name, isTemporary: true, visibility: 'unlisted' } as const;
      await callSite((api, token) => api.createRoom(token, room));
      onMade();
    } catch (error) {
      toast(errorText(error), { kind: 'error' });
      setPending(false);
    }
  }

  return (
    <Button look="primary" pending={isPending} onPress={() => void make()}>
      {words(name === null ? 'createOwn' : 'createIt')}
    </Button>
  );
}
