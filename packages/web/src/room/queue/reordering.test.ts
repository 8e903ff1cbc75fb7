import { describe, expect, it } from 'bun:test';
import type { QueueItem } from '@usher/protocol';
import { addMove, giveUp, hearQueue, moveIn, reordered, STILL, type Reordering } from './reordering.ts';

const queueOf = (names: string): QueueItem[] => names.split('').map((id) => ({ service: 'direct', id }));
const namesOf = (queue: readonly QueueItem[]) => queue.map(({ id }) => id).join('');

/** As somebody moves it in the list that they see. */
function press(reordering: Reordering, queue: readonly QueueItem[], from: number, to: number) {
  const move = moveIn(reordered(queue, reordering), from, to);
  if (move === null) throw new Error('nothing to move');
  return addMove(reordering, queue, move);
}

describe('[WEB-16] moves in the queue', () => {
  it('are seen at once, and asked for one at a time, where the room has the item by then', () => {
    const before = queueOf('abcd');
    const first = press(STILL, before, 0, 1);
    expect(first.order).toEqual({ fromIdx: 0, toIdx: 1 });
    const second = press(first.next, before, 1, 2);
    expect(second.order).toBeNull();
    const third = press(second.next, before, 2, 3);
    expect(third.order).toBeNull();
    expect(namesOf(reordered(before, third.next))).toBe('bcda');

    const heard = queueOf('bacd');
    const next = hearQueue(third.next, heard);
    expect(next.order).toEqual({ fromIdx: 1, toIdx: 3 });
    expect(namesOf(reordered(heard, next.next))).toBe('bcda');
    expect(hearQueue(next.next, queueOf('bcda'))).toEqual({ next: STILL, order: null });
  });

  it('stay when the room tells of something else first', () => {
    const sent = press(STILL, queueOf('abcd'), 0, 2);
    const heard = queueOf('abcde');
    const step = hearQueue(sent.next, heard);
    expect(step).toEqual({ next: sent.next, order: null });
    expect(namesOf(reordered(heard, step.next))).toBe('bcade');
  });

  it('go to the same neighbours when others have changed the queue meanwhile', () => {
    const queue = queueOf('abcd');
    const sent = press(press(STILL, queue, 3, 0).next, queue, 1, 2).next;
    expect(namesOf(reordered(queue, sent))).toBe('dbac');
    expect(hearQueue(sent, queueOf('dxbca')).order).toEqual({ fromIdx: 4, toIdx: 3 });
    expect(hearQueue(sent, queueOf('dabxc')).order).toEqual({ fromIdx: 1, toIdx: 2 });
  });

  it('go before what follows when what they were to follow has left', () => {
    const queue = queueOf('abcd');
    const { next } = press(press(STILL, queue, 3, 0).next, queue, 3, 2);
    expect(namesOf(reordered(queue, next))).toBe('dacb');
    expect(hearQueue(next, queueOf('dbc')).order).toEqual({ fromIdx: 2, toIdx: 1 });
  });

  it('of what has left the queue are forgotten', () => {
    const { next } = press(STILL, queueOf('abc'), 0, 2);
    expect(hearQueue(next, queueOf('bc'))).toEqual({ next: STILL, order: null });
  });

  it('that are refused, or not shown in time, are not seen any more; the next one goes on', () => {
    const queue = queueOf('abcd');
    const { next } = press(press(STILL, queue, 0, 1).next, queue, 3, 0);
    const step = giveUp(next, queue);
    expect(step.order).toEqual({ fromIdx: 3, toIdx: 0 });
    expect(namesOf(reordered(queue, step.next))).toBe('dabc');
    expect(giveUp(step.next, queue)).toEqual({ next: STILL, order: null });
  });

  it('beyond either end are none', () => {
    for (const [from, to] of [
      [0, -1],
      [2, 3],
      [1, 1],
      [3, 0],
    ] as const)
      expect(moveIn(queueOf('abc'), from, to)).toBeNull();
  });
});
