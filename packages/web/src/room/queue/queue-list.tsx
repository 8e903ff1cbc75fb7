import { videoKey, type QueueItem } from '@usher/protocol';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { GridList } from 'react-aria-components/GridList';
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { useWords } from '../../i18n/use-words.ts';
import { LazyPart } from '../../parts/lazy-part.ts';
import { ShownPart } from '../../parts/shown-part.tsx';
import { useToast } from '../../parts/toasts.tsx';
import { titleOf } from '../../video.ts';
import { useRoom } from '../room-context.ts';
import { QueueRow } from './queue-row.tsx';
import type { Queue } from './use-queue.ts';
import { useVotes } from './use-votes.ts';

interface QueueListProps {
  readonly queue: Queue;
  readonly onMoved: (item: QueueItem, to: number, count: number) => void;
}

// WEB-17: few items are trimmed.
const trimDialog = new LazyPart(() => import('./trim-dialog.tsx'), 'TrimDialog');

/** In the size of the page's text, as rows are (styles: h-17). */
const ROW_REM = 4.25;

/** The queue as a list whose rows are moved by pointer, by keys and by buttons. Only what is seen of it is there: queues are long. */
export function QueueList({ queue, onMoved }: QueueListProps) {
  const words = useWords('room');
  const { queueMode } = useRoom();
  const votes = useVotes();
  const toast = useToast();
  const [trimmed, setTrimmed] = useState<QueueItem | null>(null);
  const [isTrimming, setTrimming] = useState(false);
  const { items, orderBlocked } = queue;
  const places = useMemo(() => new Map(items.map((item, place) => [videoKey(item), place])), [items]);
  const indexOf = (key: unknown) => places.get(String(key)) ?? -1;
  const rowHeight = ROW_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);

  function move(from: number, to: number) {
    const item = items[from];
    if (orderBlocked === null && item !== undefined && queue.move(from, to)) onMoved(item, to, items.length);
  }

  function trim(item: QueueItem) {
    setTrimmed(item);
    setTrimming(true);
  }

  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: orderBlocked !== null,
    getItems: (keys) =>
      [...keys].map((key) => ({ 'text/plain': titleOf(items[indexOf(key)] ?? { id: '' }) })),
    onReorder({ keys, target }) {
      const [key] = keys;
      const from = indexOf(key);
      const at = indexOf(target.key) + (target.dropPosition === 'after' ? 1 : 0);
      move(from, from < at ? at - 1 : at);
    },
  });

  /** Before the list takes them for a step to the next row. */
  function onKeyDownCapture(event: KeyboardEvent) {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    const row = event.target instanceof Element ? event.target.closest('[data-key]') : null;
    if (!event.altKey || by === 0 || row === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (orderBlocked !== null) return toast(orderBlocked, { kind: 'error' });
    const from = indexOf(row.getAttribute('data-key'));
    move(from, from + by);
  }

  return (
    <div onKeyDownCapture={onKeyDownCapture}>
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight }}>
        <GridList
          aria-label={words('queue')}
          items={items}
          dependencies={[items, orderBlocked, queueMode, votes]}
          keyboardNavigationBehavior="tab"
          dragAndDropHooks={dragAndDropHooks}
          style={{ height: `min(${items.length * ROW_REM}rem, 34rem)` }}
          className="bg-surface border-line rounded-card box-content overflow-x-hidden overflow-y-auto overscroll-contain border"
        >
          {(item) => (
            <QueueRow
              id={videoKey(item)}
              item={item}
              place={indexOf(videoKey(item))}
              count={items.length}
              orderBlocked={orderBlocked}
              votes={queueMode === 'vote' ? votes : null}
              onMove={move}
              onTrim={trim}
            />
          )}
        </GridList>
      </Virtualizer>
      <ShownPart part={trimDialog} isShown={isTrimming} onShow={setTrimming}>
        {(TrimDialog) => trimmed !== null && <TrimDialog item={trimmed} onClose={() => setTrimming(false)} />}
      </ShownPart>
    </div>
  );
}
