import type { VideoId } from '@usher/protocol';
import { useCallback, useEffect, useState } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Icon } from '../../parts/icons.tsx';
import { LazyPart } from '../../parts/lazy-part.ts';
import { ShownPart } from '../../parts/shown-part.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { titleOf } from '../../video.ts';
import { useRoom } from '../room-context.ts';
import { BulkAddStatus } from './bulk-add-status.tsx';
import { playTime } from './play-time.ts';
import { PreviousQueue } from './previous-queue.tsx';
import { QueueTools } from './queue-tools.tsx';
import { useQueue } from './use-queue.ts';
import { useUndoOfRemoval } from './use-undo-of-removal.ts';

// WEB-17: a list whose rows are dragged is much code, and the video comes first.
const queueList = new LazyPart(() => import('./queue-list.tsx'), 'QueueList');

/** What plays next, and all that can be done with it (WEB-16). */
export function QueuePanel() {
  const words = useWords('room');
  const common = useWords('common');
  const format = useFormat();
  const { prevQueue } = useRoom();
  const queue = useQueue();
  const [said, setSaid] = useState('');
  const [isListed, setListed] = useState(true);
  useUndoOfRemoval();
  useEffect(() => queueList.preload(), []);

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
        <ShownPart
          part={queueList}
          isShown={isListed}
          onShow={setListed}
          fallback={<Skeleton className="h-17 w-full" />}
        >
          {(QueueList) => <QueueList queue={queue} onMoved={announce} />}
        </ShownPart>
      )}
      {/* It did not come: for when the toast that says so is gone. */}
      {!isListed && (
        <Button className="self-start" onPress={() => setListed(true)}>
          {common('tryAgain')}
        </Button>
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
