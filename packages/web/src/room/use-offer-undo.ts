import { RequestType, type RoomRequest } from '@usher/protocol';
import { useWords } from '../i18n/use-words.ts';
import { useToast } from '../parts/toasts.tsx';
import { useClient } from './room-context.ts';

type UndoableEvent = Extract<RoomRequest, { type: typeof RequestType.Undo }>['event'];

/** Tells what one has done, and offers to take it back: by the room's own record of it (ROM-24). */
export function useOfferUndo(): (text: string, event: UndoableEvent) => void {
  const common = useWords('common');
  const words = useWords('room');
  const toast = useToast();
  const client = useClient();
  return (text, event) => {
    const action = {
      label: common('undo'),
      onPress() {
        const isSaid = client.send({ type: RequestType.Undo, event });
        // The room remembers it: it can be taken back as well when the connection is.
        if (!isSaid) toast(words('blockedOffline'), { kind: 'error', action });
      },
    };
    toast(text, { action });
  };
}
