/** A monotonic clock in ms. Its zero means nothing; wall time is another thing and is passed where it is meant. */
export interface Clock {
  now(): number;
}

/** Cancels a timer; harmless when it has fired. */
export type Cancel = () => void;

/** One-shot timers. */
export interface Timers {
  after(ms: number, run: () => void): Cancel;
}

/** Uniform in [0, 1). */
export type Random = () => number;
