import { expect, it } from 'bun:test';
import type { QueueItem } from '@usher/protocol';
import * as fc from 'fast-check';
import {
  addMove,
  giveUp,
  hearQueue,
  moveIn,
  reordered,
  STILL,
  type Places,
  type Reordering,
  type ReorderingStep,
} from './reordering.ts';

type Items = readonly QueueItem[];

const item = (n: number): QueueItem => ({ service: 'direct', id: `/${n}` });
const idsOf = (items: Items) => items.map(({ id }) => id);
const at = (items: Items, share: number) => Math.floor(share * items.length);

/** A room and one page of it, with a wire between them on which each way is in order and may take any time. */
class Room {
  queue: Items;
  known: Items;
  reordering: Reordering = STILL;
  refused = 0;
  readonly #up: Places[] = [];
  readonly #down: Items[] = [];

  constructor(count: number) {
    this.queue = Array.from({ length: count }, (_, n) => item(n));
    this.known = this.queue;
  }

  get shown(): Items {
    return reordered(this.known, this.reordering);
  }

  get isQuiet(): boolean {
    return this.#up.length === 0 && this.#down.length === 0;
  }

  press(from: number, to: number): void {
    const move = moveIn(this.shown, from, to);
    if (move !== null) this.#take(addMove(this.reordering, this.known, move));
  }

  /** The room gets the next request (MSG-7). */
  arriveUp(): void {
    const order = this.#up.shift();
    if (order === undefined) return;
    const moved = this.queue[order.fromIdx];
    if (moved === undefined || order.toIdx >= this.queue.length) this.refused++;
    else this.change(this.queue.toSpliced(order.fromIdx, 1).toSpliced(order.toIdx, 0, moved));
  }

  /** The page gets the next message. */
  arriveDown(): void {
    const heard = this.#down.shift();
    if (heard === undefined) return;
    this.known = heard;
    this.#take(hearQueue(this.reordering, heard));
  }

  change(queue: Items): void {
    this.queue = queue;
    this.#down.push(queue);
  }

  /** What was asked for has taken too long. */
  late(): void {
    this.#take(giveUp(this.reordering, this.known));
  }

  /** All that is under way arrives, and what is not shown then has taken too long. */
  settle(): void {
    for (let rounds = 0; rounds === 0 || this.reordering !== STILL; rounds++) {
      while (!this.isQuiet) {
        this.arriveUp();
        this.arriveDown();
      }
      this.late();
      expect(rounds).toBeLessThan(100);
    }
  }

  #take({ next, order }: ReorderingStep): void {
    this.reordering = next;
    if (order === null) return;
    expect(order.fromIdx).toBeLessThan(this.known.length);
    expect(order.toIdx).toBeLessThan(this.known.length);
    this.#up.push(order);
  }
}

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const event = <Kind extends string>(...kinds: Kind[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), from: share, to: share });
const COUNT = fc.integer({ min: 1, max: 8 });

it('[WEB-16] moves are seen at once, never taken back, and come true, however long the room takes', () => {
  fc.assert(
    fc.property(COUNT, fc.array(event('press', 'up', 'down'), { maxLength: 60 }), (count, events) => {
      const room = new Room(count);
      let wanted: Items = room.queue;
      for (const { kind, from, to } of events) {
        if (kind === 'press') {
          const [fromIdx, toIdx] = [at(wanted, from), at(wanted, to)];
          room.press(fromIdx, toIdx);
          wanted = wanted.toSpliced(fromIdx, 1).toSpliced(toIdx, 0, wanted[fromIdx] ?? item(fromIdx));
        } else if (kind === 'up') room.arriveUp();
        else room.arriveDown();
        expect(idsOf(room.shown)).toEqual(idsOf(wanted));
      }
      room.settle();
      expect(idsOf(room.queue)).toEqual(idsOf(wanted));
      expect(room.refused).toBe(0);
    }),
  );
});

it('[WEB-16] whatever others do meanwhile, all of the queue is shown, once, and in the end as the room has it', () => {
  const events = fc.array(event('press', 'up', 'down', 'add', 'remove', 'others-move', 'late'), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(COUNT, events, (count, happenings) => {
      const room = new Room(count);
      let added = count;
      for (const { kind, from, to } of happenings) {
        const { queue } = room;
        const [fromIdx, toIdx] = [at(queue, from), at(queue, to)];
        const other = queue[fromIdx];
        if (kind === 'press') room.press(at(room.shown, from), at(room.shown, to));
        else if (kind === 'up') room.arriveUp();
        else if (kind === 'down') room.arriveDown();
        else if (kind === 'late') room.late();
        else if (kind === 'add') room.change(queue.toSpliced(toIdx, 0, item(added++)));
        else if (kind === 'remove') room.change(queue.toSpliced(fromIdx, 1));
        else if (other !== undefined) room.change(queue.toSpliced(fromIdx, 1).toSpliced(toIdx, 0, other));
        expect(idsOf(room.shown).toSorted()).toEqual(idsOf(room.known).toSorted());
      }
      room.settle();
      expect(idsOf(room.shown)).toEqual(idsOf(room.queue));
    }),
  );
});
