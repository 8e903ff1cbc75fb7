import type { Cancel, Timers } from '@usher/kit';

/** Timers of the runtime overflow beyond 2^31 ms; being woken early is harmless. */
const WAIT_MAX_MS = 3_600_000;

/**
 * One timer for a deadline that moves often. A deadline that moves away leaves the timer alone: it then fires early, and
 * `ring` says whether there is something left to wait for by setting the alarm again.
 */
export class Alarm {
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #ring: () => void;
  #armed: { at: number; cancel: Cancel } | null = null;

  constructor(options: { timers: Timers; now: () => number; ring: () => void }) {
    this.#timers = options.timers;
    this.#now = options.now;
    this.#ring = options.ring;
  }

  /** Rings at `at` or earlier; `null`: there is nothing to wait for. */
  set(at: number | null): void {
    if (at === null) return this.cancel();
    if (this.#armed !== null && this.#armed.at <= at) return;
    this.cancel();
    const waitMs = Math.min(Math.max(0, at - this.#now()), WAIT_MAX_MS);
    const cancel = this.#timers.after(waitMs, () => {
      this.#armed = null;
      this.#ring();
    });
    this.#armed = { at, cancel };
  }

  cancel(): void {
    this.#armed?.cancel();
    this.#armed = null;
  }
}
