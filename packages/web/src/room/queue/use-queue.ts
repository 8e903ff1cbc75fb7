import { RequestType, type QueueItem } from '@usher/protocol';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { useBlocked, useClient, useMessages, useRoom } from '../room-context.ts';
import {
  addMove,
  giveUp,
  hearQueue,
  moveIn,
  reordered,
  STILL,
  type Reordering,
  type ReorderingStep,
} from './reordering.ts';

export interface Queue {
  readonly items: readonly QueueItem[];
  /** Why the order cannot be changed now. */
  readonly orderBlocked: string | null;
  /** Whether there was something to move, and somebody to tell. */
  readonly move: (from: number, to: number) => boolean;
}

/** A move that the room has not shown for so long is lost, or others have undone it at once. */
const SHOWN_WITHIN_MS = 3_000;

/** The room's queue; what is moved here is moved at once, and the room has the last word (WEB-16). */
export function useQueue(): Queue {
  const words = useWords('room');
  const client = useClient();
  const { queue, queueMode } = useRoom();
  const blocked = useBlocked('manage-queue.order');
  const [reordering, setReordering] = useState(STILL);
  /** Several messages may come before the page is drawn anew. */
  const latest = useRef<Reordering>(STILL);
  const items = useMemo(() => reordered(queue, reordering), [queue, reordering]);

  function take({ next, order }: ReorderingStep): boolean {
    const isHeard = order === null || client.send({ type: RequestType.Order, ...order });
    latest.current = isHeard ? next : STILL;
    setReordering(latest.current);
    return isHeard;
  }
  const queueNow = () => client.view.room?.queue ?? [];

  useMessages((message) => {
    if (message.action === 'error' && message.request === RequestType.Order)
      take(giveUp(latest.current, queueNow()));
    if (message.action === 'sync' && message.queue !== undefined)
      take(hearQueue(latest.current, message.queue));
  });

  const onLate = useEffectEvent(() => take(giveUp(latest.current, queueNow())));
  const { sent } = reordering;
  useEffect(() => {
    if (sent === null) return;
    const timer = setTimeout(() => onLate(), SHOWN_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [sent]);

  function move(from: number, to: number): boolean {
    const made = moveIn(items, from, to);
    return made !== null && take(addMove(latest.current, queueNow(), made));
  }

  return { items, move, orderBlocked: blocked ?? (queueMode === 'vote' ? words('orderByVotes') : null) };
}
