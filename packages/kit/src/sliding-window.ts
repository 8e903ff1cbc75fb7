/** Counts events of the last `windowMs` and says when there are more than `max`. Keeps at most `max + 1` times. */
export class SlidingWindow {
  readonly #windowMs: number;
  readonly #max: number;
  #times: number[] = [];

  constructor(options: { windowMs: number; max: number }) {
    this.#windowMs = options.windowMs;
    this.#max = options.max;
  }

  /** Counts one event at `now`; `true` when that makes more than `max` within the window. */
  exceeds(now: number): boolean {
    this.#times.push(now);
    const since = now - this.#windowMs;
    this.#times = this.#times.filter((time) => time > since).slice(-(this.#max + 1));
    return this.#times.length > this.#max;
  }
}
