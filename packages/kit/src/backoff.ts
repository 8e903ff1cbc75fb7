import type { Random } from './time.ts';

/** Exponential backoff with full jitter: uniform in [0, min(maxMs, minMs · 2^attempt)], and never below `minMs / 2`. */
export class Backoff {
  readonly #minMs: number;
  readonly #maxMs: number;
  readonly #random: Random;
  #attempt = 0;

  constructor(options: { minMs: number; maxMs: number; random: Random }) {
    this.#minMs = options.minMs;
    this.#maxMs = options.maxMs;
    this.#random = options.random;
  }

  /** The delay in ms before the next attempt. */
  next(): number {
    const ceiling = Math.min(this.#maxMs, this.#minMs * 2 ** this.#attempt);
    this.#attempt = Math.min(this.#attempt + 1, 30);
    return Math.max(this.#minMs / 2, this.#random() * ceiling);
  }

  /** The last attempt succeeded: begin anew. */
  reset(): void {
    this.#attempt = 0;
  }
}
