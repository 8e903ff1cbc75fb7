import type { PlaybackDriver } from '@usher/client';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';

interface PlayerSlot {
  readonly video: HTMLVideoElement | null;
  readonly setVideo: (video: HTMLVideoElement | null) => void;
  /** What keeps the video in step, while there is one. */
  readonly driver: PlaybackDriver | null;
  readonly setDriver: (driver: PlaybackDriver | null) => void;
}

const PlayerContext = createContext<PlayerSlot | null>(null);

/** Lets the controls reach the `<video>`: volume, duration and full screen are of this browser, not of the room. */
export function PlayerProvider({ children }: { readonly children: ReactNode }) {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [driver, setDriver] = useState<PlaybackDriver | null>(null);
  const slot = useMemo(() => ({ video, setVideo, driver, setDriver }), [video, driver]);
  return <PlayerContext value={slot}>{children}</PlayerContext>;
}

export function usePlayer(): PlayerSlot {
  const slot = use(PlayerContext);
  if (slot === null) throw new Error('outside of a player');
  return slot;
}
