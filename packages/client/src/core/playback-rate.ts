import type { PlayerCommand, PlayerSample } from './player.ts';

/** A player that is off by less is where it should be. */
export const CORRECTED_S = 0.004;
/** One that is off by less than this is left alone: nobody sees or hears it. */
const DEAD_ZONE_S = 0.015;
const CHANGE_MAX = 0.08;
/** Smaller changes of rate are not worth telling a player. */
const STEP = 0.004;

/** Whether a drift is to be made up by the rate: once that is begun it goes on until there is next to nothing left (WEB-3). */
export function needsCorrection(driftS: number, isCorrecting: boolean): boolean {
  return Math.abs(driftS) >= (isCorrecting ? CORRECTED_S : DEAD_ZONE_S);
}

/** Plays a little faster or slower than the room, by as much as the player is off (WEB-3). */
export function catchUp(driftS: number, speed: number, player: PlayerSample): PlayerCommand[] {
  const rate = speed * (1 + Math.min(CHANGE_MAX, Math.max(-CHANGE_MAX, driftS)));
  return Math.abs(rate - player.rate) >= STEP ? [{ kind: 'rate', rate }] : [];
}

/** Plays exactly as fast as the room does. */
export function keepSpeed(speed: number, player: PlayerSample): PlayerCommand[] {
  return player.rate === speed ? [] : [{ kind: 'rate', rate: speed }];
}
