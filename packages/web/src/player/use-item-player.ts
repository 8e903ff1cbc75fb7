import { PlaybackDriver } from '@usher/client';
import { useEffect, useState } from 'react';
import { useClient } from '../room/room-context.ts';
import type { MediaPlayer } from './adapters/media-player.ts';
import { openPlayer, type PlayerHosts } from './adapters/open-player.ts';
import { sourceKey, type PlaySource } from './play-source.ts';
import type { Playback } from './player-context.tsx';
import { useFollowing } from './use-following.ts';
import { useReports } from './use-reports.ts';
import { useSound } from './use-sound.ts';

type Opened = Pick<Playback, 'player' | 'driver'>;

/** Plays `source` in step with the room for as long as it is the current item; `null` until there is where to play it. */
export function useItemPlayer(source: PlaySource | null, hosts: PlayerHosts | null): Playback | null {
  const client = useClient();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [isOwnPace, setOwnPace] = useState(false);
  const key = source === null ? null : sourceKey(source);

  useEffect(() => {
    if (source === null || hosts === null) return;
    let player: MediaPlayer | null = null;
    let isOver = false;
    function show(made: MediaPlayer): void {
      if (isOver) return made.destroy();
      player = made;
      setOpened({ player, driver: new PlaybackDriver({ client, player }) });
    }
    const made = openPlayer(source, hosts);
    if (made instanceof Promise) void made.then(show);
    else show(made);
    // Whoever went their own way did so with one item.
    setOwnPace(false);
    return () => {
      isOver = true;
      player?.destroy();
      setOpened(null);
    };
    // The key says all of the source: the same item in another sync is no reason to start anew.
  }, [client, hosts, key, attempt]);

  useSound(opened?.player ?? null);
  useFollowing(opened, isOwnPace);
  useReports(opened?.player ?? null, isOwnPace, source !== null);

  if (opened === null) return null;
  return { ...opened, isOwnPace, setOwnPace, retry: () => setAttempt((count) => count + 1) };
}
