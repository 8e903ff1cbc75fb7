import { BinaryHeap, type Cancel } from '@usher/kit';

interface Event {
  readonly at: number;
  readonly order: number;
  run: (() => void) | null;
}

/**
 * The one order in which everything happens. Nothing of a simulation waits for anything real: a process settles its promises before its event is
 * over, so that a run is one synchronous loop.
 */
export class Timeline {
  #now = 0;
  #made = 0;
  #live = 0;
  readonly #heap = new BinaryHeap(isBefore);

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
    this.#heap.push(event);
    return () => {
      if (event.run !== null) this.#live--;
      event.run = null;
    };
  }

  /** Runs what comes next. `false`: nothing does by `until`, which is now. */
  step(until: number): boolean {
    for (;;) {
      const event = this.#heap.first();
      if (event === undefined || event.at > until) {
        this.#now = until;
        return false;
      }
      this.#heap.pop();
      const { run } = event;
      if (run === null) continue;
      event.run = null;
      this.#live--;
      this.#now = event.at;
      run();
      return true;
    }
  }
}

function isBefore(one: Event, other: Event): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
