import type { Player } from '@usher/client';
import type { PlayerStatus } from '@usher/protocol';

/** Why a player has nothing to show. */
export type Problem =
  /** The file or stream cannot be had: no connection, gone, not for us. */
  | 'unavailable'
  /** This browser cannot play the format. */
  | 'unsupported'
  /** One of these two: browsers do not tell a page which. */
  | 'unplayable'
  /** Its owner does not let it be shown on other sites. */
  | 'embeddingForbidden'
  /** The service does not have it, or not for everyone. */
  | 'removed'
  /** The service's own player did not load. */
  | 'serviceUnreachable';

/** What the browser does not allow before somebody has clicked (WEB-12). */
type Blocked = 'nothing' | 'sound' | 'playback';

export interface CaptionTrack {
  readonly id: string;
  readonly label: string;
}

/** What the page shows of a player; a new object with every change. */
export interface PlayerState {
  /** As the room wants to know it (MSG-24). */
  readonly status: PlayerStatus;
  readonly problem: Problem | null;
  readonly blocked: Blocked;
  /** Seconds; `null` while unknown, and of what is live. */
  readonly duration: number | null;
  readonly isLive: boolean;
  /** How far it has loaded from where it is, seconds. */
  readonly bufferedTo: number;
  /** Subtitles that come with what it plays. */
  readonly captionTracks: readonly CaptionTrack[];
}

/** A player that the page has made for one item. It falls silent, and leaves nothing behind, when it is destroyed. */
export interface MediaPlayer extends Player {
  readonly state: PlayerState;
  /** The fastest it can play. */
  readonly rateMax: number;
  /** The `<video>`, where there is one: for picture in picture. */
  readonly video: HTMLVideoElement | null;
  /** Calls `listener` with all news, also such as do not change `state`. Returns its removal. */
  subscribe(listener: () => void): () => void;
  /** 0 to 1. */
  setVolume(volume: number): void;
  setMuted(muted: boolean): void;
  /** Shows one of its own `captionTracks`, or none. */
  chooseCaptions(id: string | null): void;
  /** The lines of the chosen captions now; empty where the player draws them itself. */
  captionLines(): readonly string[];
  /** To the newest of what is live. */
  goLive(): void;
  /** Plays with sound; to be called in the handler of a click. */
  join(): void;
  destroy(): void;
}
