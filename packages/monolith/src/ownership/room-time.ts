import type { Cancel, Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { LEASE, type LiveState } from '../store/live-state.ts';

/** How fast it approaches the store's time, ms per ms: too little for anyone to see, and it never runs backwards. */
const SLEW = 0.05;
/** An answer that was longer on its way says too little about when the store has read its clock. */
const ROUND_TRIP_MAX_MS = 200;

export interface RoomTimeOptions {
  readonly store: Pick<LiveState, 'now'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}

/** Room time, Unix ms: the store's, so that it is the same wherever a room goes (OWN-7). Steps of the machine's own clock do not matter. */
export class RoomTime {
  readonly #options: RoomTimeOptions;
  /** What is added to the clock: `offset` at `since`, and on its way to `target`. */
  #offset: number;
  #since: number;
  #target: number;
  #cancel: Cancel;

  private constructor(options: RoomTimeOptions, offset: number) {
    this.#options = options;
    this.#offset = offset;
    this.#target = offset;
    this.#since = options.clock.now();
    this.#cancel = this.#measureLater();
  }

  static async start(options: RoomTimeOptions): Promise<RoomTime> {
    const { offset } = await measure(options);
    return new RoomTime(options, offset);
  }

  readonly now = (): number => {
    const { clock } = this.#options;
    return Math.round(clock.now() + this.#offsetAt(clock.now()));
  };

  stop(): void {
    this.#cancel();
  }

  #offsetAt(at: number): number {
    const step = SLEW * (at - this.#since);
    return this.#offset + Math.max(-step, Math.min(step, this.#target - this.#offset));
  }

  #measureLater(): Cancel {
    return this.#options.timers.after(LEASE.renewEveryMs, () => void this.#follow());
  }

  async #follow(): Promise<void> {
    const { clock, log } = this.#options;
    this.#cancel = this.#measureLater();
    try {
      const { offset, roundTripMs } = await measure(this.#options);
      if (roundTripMs > ROUND_TRIP_MAX_MS) return;
      const now = clock.now();
      this.#offset = this.#offsetAt(now);
      this.#since = now;
      this.#target = offset;
    } catch (error) {
      log.debug({ err: error }, 'the time of the live-state store could not be read');
    }
  }
}

/** The store has read its clock, on average, when its answer was half way. */
async function measure({ store, clock }: RoomTimeOptions): Promise<{ offset: number; roundTripMs: number }> {
  const askedAt = clock.now();
  const storeTime = await store.now();
  const roundTripMs = clock.now() - askedAt;
  return { offset: storeTime - (askedAt + roundTripMs / 2), roundTripMs };
}
