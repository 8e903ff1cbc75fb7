import type { QueueItem } from '@usher/protocol';

/** What is written where an item has an end no more: later than any video's, and the latest that the wire carries. */
export const NO_END_SECONDS = 1e9;

type Timed = Pick<QueueItem, 'startAt' | 'endAt' | 'length'>;

/** An item as it will be played; seconds. */
interface Stretch {
  readonly start: number;
  /** `null` while nobody knows. */
  readonly end: number | null;
}

/** What of an item is played (ROM-11): a length of 0 is none, and a start behind the end counts as 0. */
function stretchOf({ startAt = 0, endAt, length }: Timed): Stretch {
  const last = Math.min(endAt || NO_END_SECONDS, length || NO_END_SECONDS);
  const end = last < NO_END_SECONDS ? last : null;
  return { start: end !== null && startAt >= end ? 0 : startAt, end };
}

/** What an item was cut to: `end` is `null` where it plays to the end. `null` for one that plays as a whole. */
export function trimOf(item: Timed): Stretch | null {
  const { startAt: _start, endAt: _end, ...video } = item;
  const { start, end } = stretchOf(item);
  const isWhole = end === stretchOf(video).end;
  return start === 0 && isWhole ? null : { start, end: isWhole ? null : end };
}

/** How long items play, one after the other, as far as that is known. */
export function playTime(items: readonly QueueItem[]): { readonly seconds: number; readonly isAll: boolean } {
  const stretches = items.map(stretchOf);
  const known = stretches.flatMap(({ start, end }) => (end === null ? [] : [end - start]));
  return {
    seconds: known.reduce((sum, length) => sum + length, 0),
    isAll: known.length === stretches.length,
  };
}
