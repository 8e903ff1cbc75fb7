/** How much is allowed: `perSecond` in the long run, `burst` at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Allows a rate with bursts: holds up to `burst` tokens, gains `perSecond` each second, and each event takes one. Begins full. */
export class TokenBucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  /** @param rate may be shared by many buckets */
  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.burst;
    this.#at = now;
  }

  /** Takes a token if there is one; `false`: this event is over the rate. */
  take(now: number): boolean {
    const elapsed = now - this.#at;
    if (elapsed > 0) {
      this.#at = now;
      this.#tokens = Math.min(this.#rate.burst, this.#tokens + (elapsed * this.#rate.perSecond) / 1000);
    }
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
