import type { PlaybackDriver } from '@usher/client';
import { createContext, use, useSyncExternalStore } from 'react';
import type { MediaPlayer, PlayerState } from './adapters/media-player.ts';

/** The player of the current item, and what keeps it in step. */
export interface Playback {
  readonly player: MediaPlayer;
  readonly driver: PlaybackDriver;
  /** It does not follow the room: its viewer plays and seeks for themselves (WEB-7). */
  readonly isOwnPace: boolean;
  readonly setOwnPace: (isOwnPace: boolean) => void;
  /** Loads the item anew. */
  readonly retry: () => void;
}

const PlaybackContext = createContext<Playback | null>(null);
export const PlaybackProvider = PlaybackContext;

export function usePlayback(): Playback {
  const playback = use(PlaybackContext);
  if (playback === null) throw new Error('outside of a player');
  return playback;
}

export function usePlayerState(): PlayerState {
  const { player } = usePlayback();
  return useSyncExternalStore(
    (listener) => player.subscribe(listener),
    () => player.state,
  );
}
