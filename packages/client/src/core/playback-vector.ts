import type { SyncMessage } from '@usher/protocol';

/** The room's playback: where it is at one moment, and how it moves from there (WEB-1). */
export interface PlaybackVector {
  /** Seconds, at `at`. */
  readonly position: number;
  readonly speed: number;
  readonly playing: boolean;
  /** ms on `timeline`. In the future when a play or seek has yet to take effect. */
  readonly at: number;
  /** Whose clock `at` is of. A server that says no time is followed by our own clock, from the moment of receipt. */
  readonly timeline: 'server' | 'local';
}

/** Where a player should be at one moment. */
export interface PlaybackGoal {
  /** Seconds. */
  readonly position: number;
  readonly running: boolean;
  readonly speed: number;
  /** ms until it starts to run, 0 when it does so already or is not going to. */
  readonly startsInMs: number;
}

/** Servers repeat the position when someone joins. Below this much (s) it is the playback that we know already. */
const SAME_POSITION_S = 0.005;

/** The vector after a `sync` that was received at `receivedAt` on our clock (WEB-1). */
export function moveVector(
  vector: PlaybackVector | null,
  sync: SyncMessage,
  receivedAt: number,
): PlaybackVector | null {
  const { playbackPosition, isPlaying, playbackSpeed, serverTime, effectiveAt } = sync;
  if (playbackPosition === undefined && isPlaying === undefined && playbackSpeed === undefined) return vector;
  const timeline = serverTime === undefined ? 'local' : 'server';
  const at = serverTime === undefined ? receivedAt : (effectiveAt ?? serverTime);
  const expected = vector === null ? 0 : positionOnTimeline(vector, at, timeline);
  const moved: PlaybackVector = {
    position: playbackPosition ?? expected,
    speed: playbackSpeed ?? vector?.speed ?? 1,
    playing: isPlaying ?? vector?.playing ?? false,
    at,
    timeline,
  };
  return vector !== null && isSamePlayback(vector, moved, expected) ? vector : moved;
}

/** The goal at `now` on our clock, the server's being `offsetMs` ahead of it (WEB-1). Before `at` playback waits at its position. */
export function goalAt(vector: PlaybackVector, now: number, offsetMs: number): PlaybackGoal {
  const time = vector.timeline === 'server' ? now + offsetMs : now;
  const running = vector.playing && time >= vector.at;
  return {
    position: positionOnTimeline(vector, time, vector.timeline),
    running,
    speed: vector.speed,
    startsInMs: vector.playing && !running ? vector.at - time : 0,
  };
}

function positionOnTimeline(
  vector: PlaybackVector,
  time: number,
  timeline: PlaybackVector['timeline'],
): number {
  if (!vector.playing || timeline !== vector.timeline) return vector.position;
  return vector.position + (Math.max(0, time - vector.at) / 1000) * vector.speed;
}

function isSamePlayback(known: PlaybackVector, moved: PlaybackVector, expected: number): boolean {
  return (
    known.playing === moved.playing &&
    known.speed === moved.speed &&
    known.timeline === moved.timeline &&
    Math.abs(moved.position - expected) < SAME_POSITION_S
  );
}
