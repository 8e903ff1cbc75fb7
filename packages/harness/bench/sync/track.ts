import type { Sample } from './in-page/page-log.ts';

/** What one viewer's player did. Times are ms of the measuring clock. */
export interface Track {
  /** In order. */
  readonly samples: readonly Sample[];
  readonly seeksAt: readonly number[];
  readonly joinedAt: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far apart the players were at one moment, ms; `null` when one of them was not there, or too busy to say. */
export interface Distance {
  readonly at: number;
  readonly ms: number | null;
}

const EVERY_MS = 50;
/** Between two samples that are further apart nobody knows what happened. */
const GAP_MAX_MS = 200;
/** Players that follow change their rate by 8 % at most; what moves further than this has jumped. */
const RATE_MAX = 2;

/** The largest distance between any two players, every 50 ms. */
export function distances(tracks: readonly Track[], { from, to }: Span): Distance[] {
  const count = Math.max(0, Math.ceil((to - from) / EVERY_MS));
  return Array.from({ length: count }, (_, index) => {
    const at = from + index * EVERY_MS;
    const positions = tracks.map((track) => positionAt(track.samples, at));
    if (positions.some((position) => position === null)) return { at, ms: null };
    const known = positions as number[];
    return { at, ms: (Math.max(...known) - Math.min(...known)) * 1000 };
  });
}

/** Seconds, between the samples before and after. */
export function positionAt(samples: readonly Sample[], at: number): number | null {
  const index = firstAfter(samples, at);
  const [before, after] = [samples[index - 1], samples[index]];
  if (before === undefined || after === undefined || after.at - before.at > GAP_MAX_MS) return null;
  const moved = after.position - before.position;
  const passed = (after.at - before.at) / 1000;
  const hasJumped = moved < 0 || moved > passed * RATE_MAX;
  return hasJumped ? before.position : before.position + moved * ((at - before.at) / 1000 / passed);
}

/** How often the player sought in that time. */
export const seeksWithin = ({ seeksAt }: Track, { from, to }: Span): number =>
  seeksAt.filter((at) => at >= from && at < to).length;

function firstAfter(samples: readonly Sample[], at: number): number {
  let [low, high] = [0, samples.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((samples[middle]?.at ?? Infinity) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
