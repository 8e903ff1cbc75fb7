import { RequestType, type RoomRequest } from '@usher/protocol';
import { useWords } from '../i18n/use-words.ts';
import { useToast } from '../parts/toasts.tsx';
import { useClient } from './room-context.ts';

type UndoableEvent = Extract<RoomRequest, { type: typeof RequestType.Undo }>['event'];

/** Tells what one has done, and offers to take it back: by the room's own record of it (ROM-24). */
export function useOfferUndo(): (text: string, event: UndoableEvent) => void {
  const common = useWords('common');
  const toast = useToast();
  const client = useClient();
  return (text, event) => {
    const onPress = () => void client.send({ type: RequestType.Undo, event });
    toast(text, { action: { label: common('undo'), onPress } });
  };
}
