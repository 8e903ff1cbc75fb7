import type { Timers } from '@usher/kit';

/** More is asked for than can be done in time. */
export class OverloadError extends Error {
  readonly code = 'overload';
  readonly retryable = true;
  override readonly name = 'OverloadError';
}

/** Lets a few pieces of work run at once; others wait for their turn, in order, in bounded number and time. */
export class Slots {
  readonly #options: { slots: number; waitingMax: number; waitMs: number; timers: Timers };
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(options: { slots: number; waitingMax: number; waitMs: number; timers: Timers }) {
    this.#options = options;
  }

  /** @throws OverloadError */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#options.slots) this.#running++;
    else await this.#turn();
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  /** Resolves when a slot has been handed over. */
  #turn(): Promise<void> {
    const { waitingMax, waitMs, timers } = this.#options;
    if (this.#waiting.size >= waitingMax) throw new OverloadError('too many are waiting already');
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const enter = (): void => {
      cancel();
      resolve();
    };
    const cancel = timers.after(waitMs, () => {
      this.#waiting.delete(enter);
      reject(new OverloadError(`its turn has not come within ${waitMs} ms`));
    });
    this.#waiting.add(enter);
    return promise;
  }

  /** Hands the slot to who has waited longest, if anyone does. */
  #next(): void {
    const [longest] = this.#waiting;
    if (longest === undefined) {
      this.#running--;
      return;
    }
    this.#waiting.delete(longest);
    longest();
  }
}
