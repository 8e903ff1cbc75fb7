import type { Clock } from '@usher/kit';
import { PlainHistogram } from './plain-histogram.ts';

/** Seconds around the 250 ms that a change may wait (OWN-4). */
const BOUNDS = [0.1, 0.15, 0.2, 0.225, 0.25, 0.3, 0.5, 1, 2.5, 10];

/** How long changes of rooms waited until they were written, and how often that failed. */
export class SaveMeter {
  readonly lagSeconds = new PlainHistogram(BOUNDS);
  failures = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  /** What first changed then is written now. */
  saved(changedAt: number): void {
    this.lagSeconds.observe((this.#clock.now() - changedAt) / 1000);
  }
}
