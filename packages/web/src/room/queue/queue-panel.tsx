import type { VideoId } from '@usher/protocol';
import { useCallback, useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Icon } from '../../parts/icons.tsx';
import { titleOf } from '../../video.ts';
import { useRoom } from '../room-context.ts';
import { BulkAddStatus } from './bulk-add-status.tsx';
import { playTime } from './play-time.ts';
import { PreviousQueue } from './previous-queue.tsx';
import { QueueList } from './queue-list.tsx';
import { QueueTools } from './queue-tools.tsx';
import { useQueue } from './use-queue.ts';
import { useUndoOfRemoval } from './use-undo-of-removal.ts';

/** What plays next, and all that can be done with it (WEB-16). */
export function QueuePanel() {
  const words = useWords('room');
  const format = useFormat();
  const { prevQueue } = useRoom();
  const queue = useQueue();
  const [said, setSaid] = useState('');
  useUndoOfRemoval();

  /** Where an item is now, for who does not see it. */
  const announce = useCallback(
    (item: VideoId & { title?: string }, place: number, count: number) =>
      setSaid(words('movedTo', { title: titleOf(item), place: place + 1, count })),
    [words],
  );
  const { seconds, isAll } = playTime(queue.items);
  const time = format.duration(roundToMinutes(seconds));

  return (
    <section aria-labelledby="queue" className="flex min-h-0 flex-col gap-3">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="queue" className="text-lg font-semibold">
          {words('queue')}
        </h2>
        <p className="text-muted flex-1 text-sm">
          {words('itemCount', { count: queue.items.length })}
          {seconds > 0 && ` · ${isAll ? time : words('atLeast', { time })}`}
        </p>
        <QueueTools items={queue.items} />
      </header>
      <BulkAddStatus />
      {prevQueue !== null && prevQueue.length > 0 && <PreviousQueue items={prevQueue} />}
      {queue.items.length === 0 ? (
        <EmptyState title={words('queueEmpty')} icon={<Icon name="queue" className="size-7" />}>
          {words('queueEmptyText')}
        </EmptyState>
      ) : (
        <QueueList queue={queue} onMoved={announce} />
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
    </section>
  );
}

/** Nobody plans by the second; short queues are told by it all the same. */
function roundToMinutes(seconds: number): number {
  return seconds < 600 ? seconds : Math.round(seconds / 60) * 60;
}
