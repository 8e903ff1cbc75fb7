import { PlaybackDriver } from '@usher/client';
import type { PlayerStatus } from '@usher/protocol';
import { useEffect, useRef, useState } from 'react';
import { ElementPlayer } from './element-player.ts';
import { usePlayer } from './player-context.tsx';
import { useClient } from './room-context.ts';

const NEWS = ['loadstart', 'canplay', 'playing', 'waiting', 'seeked', 'ended', 'error'] as const;

/** Makes the `<video>` follow the room, and tells the room how it does. */
export function usePlayback(source: string) {
  const client = useClient();
  const { video, setDriver } = usePlayer();
  const player = useRef<ElementPlayer | null>(null);
  const [needsClick, setNeedsClick] = useState(false);
  const [status, setStatus] = useState<PlayerStatus>('none');

  useEffect(() => {
    if (video === null) return;
    player.current = new ElementPlayer(video, () => setNeedsClick(true));
    const driver = new PlaybackDriver({ client, player: player.current });
    const onNews = () => {
      setStatus(statusOf(video));
      client.reportStatus(statusOf(video));
      driver.step();
    };
    const onVisibility = () => driver.setHidden(document.hidden);
    for (const name of NEWS) video.addEventListener(name, onNews);
    document.addEventListener('visibilitychange', onVisibility);
    driver.start();
    onNews();
    setDriver(driver);
    return () => {
      driver.stop();
      setDriver(null);
      for (const name of NEWS) video.removeEventListener(name, onNews);
      document.removeEventListener('visibilitychange', onVisibility);
      client.reportStatus('none');
    };
  }, [client, video, source, setDriver]);

  function join() {
    setNeedsClick(false);
    player.current?.join();
  }

  return { status, needsClick, join };
}

/** How the player does, as the room wants to know it (MSG-24). */
function statusOf(video: HTMLVideoElement): PlayerStatus {
  if (video.error !== null) return 'error';
  if (video.ended) return 'ended';
  return video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA ? 'ready' : 'buffering';
}
