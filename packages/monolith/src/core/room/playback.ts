/**
 * A room's playback as a timing vector (ROM-10): at room time `startMs` the item stands at `position`, and while it plays
 * it moves on from there. A `startMs` that lies ahead is a start that all clients make together.
 */
export interface Playback {
  readonly isPlaying: boolean;
  /** Seconds. */
  readonly position: number;
  /** Room time, ms. */
  readonly startMs: number;
  readonly speed: number;
}

/** How far ahead a play or seek takes effect, so that every client has heard of it by then (spec 2.4, `effectiveAt`). */
const START_LEAD_MS = 300;

export const PAUSED_AT_START: Playback = { isPlaying: false, position: 0, startMs: 0, speed: 1 };

/** Seconds into the item at `now`. Before a start that lies ahead: the position it will start from. */
export function positionAt({ isPlaying, position, startMs, speed }: Playback, now: number): number {
  return isPlaying ? position + (Math.max(0, now - startMs) / 1000) * speed : position;
}

/** Room time at which `position` is reached; `null` while paused. */
export function timeOf(position: number, playback: Playback): number | null {
  if (!playback.isPlaying) return null;
  return playback.startMs + ((position - playback.position) * 1000) / playback.speed;
}

/** When the last play or seek takes effect, as long as that lies ahead. */
export function effectiveAt({ startMs }: Playback, now: number): number | undefined {
  return startMs > now ? startMs : undefined;
}

export function play(playback: Playback, now: number): Playback {
  return { ...playback, isPlaying: true, startMs: now + START_LEAD_MS };
}

export function pause(playback: Playback, now: number): Playback {
  return { ...playback, isPlaying: false, position: positionAt(playback, now), startMs: now };
}

/** Stops where it stands, though it was to play. */
export function hold(playback: Playback, now: number): Playback {
  return { ...playback, isPlaying: false, startMs: now };
}

/** The same playback, told from `now` on. */
export function fold(playback: Playback, now: number): Playback {
  return { ...playback, position: positionAt(playback, now), startMs: Math.max(now, playback.startMs) };
}

export function seek(playback: Playback, position: number, now: number): Playback {
  return { ...playback, position, startMs: now + START_LEAD_MS };
}

/** The past is folded into the position first, or a new speed would apply to it too (ROM-10). */
export function changeSpeed(playback: Playback, speed: number, now: number): Playback {
  return { ...fold(playback, now), speed };
}
