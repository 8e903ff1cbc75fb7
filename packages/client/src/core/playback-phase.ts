import type { PlaybackGoal } from './playback-vector.ts';
import type { PlayerCommand, PlayerSample } from './player.ts';

/** What is between a player and its room at one moment (WEB-3). */
export type PlaybackPhase =
  /** A broadcast has no position that could be shared. */
  | 'live'
  | 'seeking'
  /** The room is through with the item. */
  | 'ending'
  /** The room is paused, or has yet to start. */
  | 'standing'
  /** The room runs, and the player does not yet. */
  | 'starting'
  /** Both run, but for want of data the player shows nothing. */
  | 'stalled'
  | 'following';

export function phaseOf(goal: PlaybackGoal, player: PlayerSample): PlaybackPhase {
  if (player.isLive === true) return 'live';
  if (player.seeking) return 'seeking';
  if (isOver(goal, player)) return 'ending';
  if (!goal.running) return 'standing';
  if (player.paused) return 'starting';
  return player.stalled ? 'stalled' : 'following';
}

/** What makes a player run, or stand, as the room does. It ends by itself. */
export function playOrPause(goal: PlaybackGoal, player: PlayerSample): PlayerCommand[] {
  if (!goal.running) return player.paused ? [] : [{ kind: 'pause' }];
  return player.paused && !isOver(goal, player) ? [{ kind: 'play' }] : [];
}

const isOver = (goal: PlaybackGoal, { duration }: PlayerSample): boolean =>
  goal.running && goal.position >= (duration ?? Infinity);
