import { RequestType, type QueueItem } from '@usher/protocol';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useBlocked, useClient, useMessages, useRoom } from '../room-context.ts';

export interface Queue {
  readonly items: readonly QueueItem[];
  /** Why the order cannot be changed now. */
  readonly orderBlocked: string | null;
  /** Whether there was something to move, and somebody to tell. */
  readonly move: (from: number, to: number) => boolean;
}

/** The room's queue; what is moved here is moved at once, and the room has the last word. */
export function useQueue(): Queue {
  const words = useWords('room');
  const client = useClient();
  const { queue, queueMode } = useRoom();
  const blocked = useBlocked('manage-queue.order');
  const [moved, setMoved] = useState<{
    readonly of: readonly QueueItem[];
    readonly items: readonly QueueItem[];
  } | null>(null);

  useMessages((message) => {
    if (message.action === 'error' && message.request === RequestType.Order) setMoved(null);
  });

  // Of another queue than the one that was changed here, nothing is known.
  const items = moved !== null && moved.of === queue ? moved.items : queue;
  function move(from: number, to: number): boolean {
    const item = items[from];
    if (item === undefined || from === to || to < 0 || to >= items.length) return false;
    if (!client.send({ type: RequestType.Order, fromIdx: from, toIdx: to })) return false;
    setMoved({ of: queue, items: items.toSpliced(from, 1).toSpliced(to, 0, item) });
    return true;
  }

  return { items, move, orderBlocked: blocked ?? (queueMode === 'vote' ? words('orderByVotes') : null) };
}
