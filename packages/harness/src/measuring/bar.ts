import { median, spreadOf } from './figures.ts';

/** What must hold, as a number that is to stay below its limit, or above it; `value` is `null` where the peer is missing. */
export interface Bar {
  readonly what: string;
  readonly value: number | null;
  readonly limit: number;
  readonly is: 'at-most' | 'at-least';
  /** Said where it does not hold: what is known of why. */
  readonly note?: string;
  /** Of each repetition, where there are several. */
  readonly least?: number;
  readonly most?: number;
}

/** Whether a bar holds; `null`: nobody knows, for lack of the peer. What comes to no number, for lack of samples, does not hold. */
export function holds({ value, limit, is }: Bar): boolean | null {
  if (value === null) return null;
  return is === 'at-most' ? value <= limit : value >= limit;
}

/** A bar for the median of several repetitions. */
export function barOf(what: string, samples: readonly number[], is: Bar['is'], limit: number): Bar {
  return { what, value: median(samples), limit, is, ...spreadOf(samples) };
}

/** A bar for something that is measured once. */
export const atMost = (what: string, value: number, limit: number): Bar => ({
  what,
  value,
  limit,
  is: 'at-most',
});
