import type { PlayerSample } from '@usher/client';
import type { MediaPlayer, PlayerState } from './media-player.ts';
import { AT_FIRST } from './player-news.ts';

/** In place of a player whose script did not come: it says so, and can be tried again. */
export class MissingPlayer implements MediaPlayer {
  readonly fixedRate = true;
  readonly rateMax = 1;
  readonly video = null;
  readonly state: PlayerState = { ...AT_FIRST, problem: 'serviceUnreachable', status: 'error' };

  sample(): PlayerSample | null {
    return null;
  }

  captionLines(): readonly string[] {
    return [];
  }

  /** There never is any news. */
  subscribe(): () => void {
    return () => {};
  }

  play(): void {}
  pause(): void {}
  seek(): void {}
  setRate(): void {}
  setVolume(): void {}
  setMuted(): void {}
  chooseCaptions(): void {}
  goLive(): void {}
  join(): void {}
  destroy(): void {}
}
