import { useEffect } from 'react';
import { useRoom } from '../room/room-context.ts';
import { titleOf } from '../video.ts';
import { useSkip } from './skip/use-skip.ts';
import type { Transport } from './use-transport.ts';

const SEEK_STEP_S = 10;

/** Media keys, headsets and the lock screen: they show what plays, and do what the buttons do. */
export function useMediaSession(transport: Transport): void {
  const { currentSource } = useRoom();
  const session = navigator.mediaSession as MediaSession | undefined;
  const title = currentSource === null ? '' : titleOf(currentSource);
  const thumbnail = currentSource?.thumbnail;
  const { vote, label, blocked: skipBlocked, press: skip } = useSkip();
  // There is no other place for how far a vote is.
  const artist = vote === null ? '' : label;
  // Nor for whether one's own counts: a key that is pressed twice must not take it back.
  const maySkip = skipBlocked === null && vote?.isOwn !== true;

  useEffect(() => {
    if (session === undefined) return;
    const artwork = thumbnail === undefined ? [] : [{ src: thumbnail }];
    session.metadata = new MediaMetadata({ title, artist, artwork });
    return () => {
      session.metadata = null;
    };
  }, [session, title, artist, thumbnail]);

  useEffect(() => {
    if (session === undefined) return;
    const { blocked, seek, seekBy, position, setPlaying } = transport;
    const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler | null>> = {
      play: blocked.play === null ? () => setPlaying(true) : null,
      pause: blocked.play === null ? () => setPlaying(false) : null,
      seekbackward: blocked.seek === null ? (details) => seekBy(-(details.seekOffset ?? SEEK_STEP_S)) : null,
      seekforward: blocked.seek === null ? (details) => seekBy(details.seekOffset ?? SEEK_STEP_S) : null,
      seekto: blocked.seek === null ? (details) => seek(details.seekTime ?? position()) : null,
      nexttrack: maySkip ? skip : null,
    };
    const actions = Object.keys(handlers) as MediaSessionAction[];
    for (const action of actions) setHandler(session, action, handlers[action] ?? null);
    session.playbackState = transport.isPlaying ? 'playing' : 'paused';
    return () => {
      for (const action of actions) setHandler(session, action, null);
      session.playbackState = 'none';
    };
  }, [session, transport, skip, maySkip]);
}

/** Browsers refuse with an error what they do not know. */
function setHandler(
  session: MediaSession,
  action: MediaSessionAction,
  handler: MediaSessionActionHandler | null,
): void {
  try {
    session.setActionHandler(action, handler);
  } catch {
    // There is no such key then.
  }
}
