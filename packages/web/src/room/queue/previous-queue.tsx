import { RequestType, type QueueItem } from '@usher/protocol';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { useBlocked, useClient } from '../room-context.ts';

/** What was queued when the room was closed last: to be brought back, or forgotten (ROM-25). */
export function PreviousQueue({ items }: { readonly items: readonly QueueItem[] }) {
  const words = useWords('room');
  const client = useClient();
  const blocked = useBlocked('manage-queue.add');
  return (
    <div
      role="group"
      aria-label={words('previousQueue')}
      className="bg-accent-soft rounded-card flex flex-wrap items-center gap-3 px-4 py-3"
    >
      <p className="min-w-40 flex-1">{words('previousQueueText', { count: items.length })}</p>
      <div className="flex gap-2">
        <Button
          look="quiet"
          blocked={blocked}
          onPress={() => client.send({ type: RequestType.RestoreQueue, discard: true })}
        >
          {words('discard')}
        </Button>
        <Button
          look="primary"
          blocked={blocked}
          onPress={() => client.send({ type: RequestType.RestoreQueue })}
        >
          {words('restore')}
        </Button>
      </div>
    </div>
  );
}
