import type { Clock } from '../time.ts';
import { TokenBucket } from '../token-bucket.ts';
import type { Logger } from './logger.ts';

/** Ten lines at once, then one in ten seconds. */
const RATE = { perSecond: 0.1, burst: 10 };

/** Warnings that strangers can cause: of each kind a few, and then one now and then that says how many were left out (CON-5). */
export class QuietLog {
  readonly #log: Logger;
  readonly #clock: Clock;
  readonly #kinds = new Map<string, { readonly bucket: TokenBucket; leftOut: number }>();

  constructor(log: Logger, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  /** @param kind one of few; each is limited by itself */
  warn(kind: string, fields: object, message: string): void {
    const now = this.#clock.now();
    let entry = this.#kinds.get(kind);
    if (entry === undefined) {
      entry = { bucket: new TokenBucket(RATE, now), leftOut: 0 };
      this.#kinds.set(kind, entry);
    }
    if (!entry.bucket.take(now)) {
      entry.leftOut++;
      return;
    }
    this.#log.warn(entry.leftOut === 0 ? fields : { ...fields, leftOut: entry.leftOut }, message);
    entry.leftOut = 0;
  }
}
