import { percentile } from '@usher/kit/testing';
import { distances, seeksWithin, type Span, type Track } from './track.ts';

/** Something that happens in the room, for how long its viewers are watched afterwards, and what their players did until then. */
export interface Happening extends Span {
  readonly kind: 'play' | 'seek' | 'join' | 'steady';
  readonly tracks: readonly Track[];
  /** How wrong the tracks' clocks may be beside each other, ms. */
  readonly clockErrorMs: number;
}

/** How long after a play, seek or join the players may take to come together (WEB-4). */
const SETTLE_MS = 2000;
/** Nearer to each other than this they are together again. */
const TOGETHER_MS = 100;

/** How far apart the players were at each moment that counts, ms: when they have had the time to come together. */
export function apartMs({ kind, from, to, tracks }: Happening): number[] {
  const since = kind === 'steady' ? from : from + SETTLE_MS;
  return distances(tracks, { from: since, to }).flatMap(({ ms }) => ms ?? []);
}

/** At how many of those moments not all players were there, or told where they were; as a share. */
export function unseenShare(happening: Happening): number {
  const { from, to, tracks } = happening;
  const all = distances(tracks, { from, to });
  return all.filter(({ ms }) => ms === null).length / all.length;
}

/** How long it took until the players were together, and stayed so. */
export function settleMs({ from, to, tracks }: Happening): number {
  const last = distances(tracks, { from, to }).findLast(({ ms }) => ms !== null && ms > TOGETHER_MS);
  return last === undefined ? 0 : last.at - from;
}

/** The most that any one player sought. */
export const seeksOf = ({ tracks, ...span }: Happening): number =>
  Math.max(...tracks.map((track) => seeksWithin(track, span)));

/** For people. */
export function describe(happening: Happening): string {
  const apart = apartMs(happening);
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) => percentile(apart, share).toFixed(1));
  const unseen = (unseenShare(happening) * 100).toFixed(0);
  return (
    `${happening.kind}: p50 ${p50}, p95 ${p95}, max ${most} ms apart; together after ${settleMs(happening).toFixed(0)} ms, ` +
    `${seeksOf(happening)} seeks; clocks to within ${happening.clockErrorMs.toFixed(2)} ms, ${unseen} % not seen`
  );
}
