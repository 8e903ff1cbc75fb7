import { drainMicrotasks } from 'bun:jsc';
import type { Cancel } from '@usher/kit';

interface Event {
  readonly at: number;
  readonly order: number;
  run: (() => void) | null;
}

/**
 * The one order in which everything happens. Nothing of a simulation waits for anything real: promises are settled between two events, so that
 * a run is one synchronous loop.
 */
export class Timeline {
  #now = 0;
  #made = 0;
  #live = 0;
  readonly #heap: Event[] = [];

  /** Simulated ms since the beginning. */
  get now(): number {
    return this.#now;
  }

  /** Events that are still to come. */
  get size(): number {
    return this.#live;
  }

  after(ms: number, run: () => void): Cancel {
    const event: Event = { at: this.#now + Math.max(0, ms), order: this.#made++, run };
    this.#live++;
    this.#push(event);
    return () => {
      if (event.run !== null) this.#live--;
      event.run = null;
    };
  }

  /** Runs what comes next, and what its promises lead to. `false`: nothing does by `until`, which is now. */
  step(until: number): boolean {
    for (;;) {
      const event = this.#heap[0];
      if (event === undefined || event.at > until) {
        this.#now = until;
        return false;
      }
      this.#pop();
      const { run } = event;
      if (run === null) continue;
      event.run = null;
      this.#live--;
      this.#now = event.at;
      run();
      drainMicrotasks();
      return true;
    }
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let index = heap.push(event) - 1;
    while (index > 0) {
      const up = (index - 1) >> 1;
      const parent = heap[up] as Event;
      if (isBefore(parent, event)) break;
      heap[index] = parent;
      index = up;
    }
    heap[index] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let down = 2 * index + 1;
      if (down >= heap.length) break;
      const right = heap[down + 1];
      if (right !== undefined && isBefore(right, heap[down] as Event)) down++;
      const child = heap[down] as Event;
      if (isBefore(last, child)) break;
      heap[index] = child;
      index = down;
    }
    heap[index] = last;
  }
}

const isBefore = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);
