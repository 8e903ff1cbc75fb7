import { goalAt, systemClock } from '@usher/client';
import { RequestType } from '@usher/protocol';
import { useEffect, useMemo, useState } from 'react';
import { useBlocked, useClient, useRoom, useView } from '../room/room-context.ts';
import { usePlayback, usePlayerState } from './player-context.tsx';
import { SeekRequests } from './seek-requests.ts';

/** Play, seek and speed: of the room, or of this viewer alone who goes at their own pace. */
export interface Transport {
  readonly isPlaying: boolean;
  readonly speed: number;
  /** Seconds; `null` while unknown, and of what is live. */
  readonly duration: number | null;
  readonly isLive: boolean;
  /** Why it cannot be done now (WEB-13). */
  readonly blocked: Readonly<Record<'play' | 'seek' | 'speed', string | null>>;
  /** Seconds, now. */
  readonly position: () => number;
  readonly setPlaying: (isPlaying: boolean) => void;
  readonly seek: (to: number) => void;
  /** So many seconds on; several at once add up. */
  readonly seekBy: (seconds: number) => void;
  readonly setSpeed: (speed: number) => void;
}

export function useTransport(): Transport {
  const client = useClient();
  const playback = useView((view) => view.playback);
  const room = useRoom();
  const { player, isOwnPace } = usePlayback();
  const { duration, isLive } = usePlayerState();
  const own = useOwnPlayback(isOwnPace);
  const play = useBlocked('playback.play-pause');
  const seek = useBlocked('playback.seek');
  const speed = useBlocked('playback.speed');
  const seeks = useSeeks();

  return useMemo(() => {
    const length = isLive ? null : (room.currentSource?.length ?? duration);
    const within = (to: number) => Math.max(0, Math.min(to, length ?? Infinity));
    const ofBoth = (position: () => number) => ({
      duration: length,
      isLive,
      position,
      seek: (to: number) => seeks.request(within(to)),
      seekBy: (seconds: number) => seeks.request(within(seeks.from(position()) + seconds)),
    });
    if (isOwnPace) {
      return {
        ...ofBoth(() => player.sample()?.position ?? 0),
        ...own,
        blocked: { play: null, seek: null, speed: null },
        setPlaying: (isPlaying) => (isPlaying ? player.play() : player.pause()),
        setSpeed: (next) => player.setRate(next),
      };
    }
    const position = () =>
      playback === null ? 0 : within(goalAt(playback, systemClock.now(), client.clockOffsetMs).position);
    return {
      ...ofBoth(position),
      isPlaying: room.isPlaying,
      speed: room.playbackSpeed,
      blocked: { play, seek, speed },
      setPlaying: (state) => void client.send({ type: RequestType.Playback, state }),
      setSpeed: (next) => void client.send({ type: RequestType.PlaybackSpeed, speed: next }),
    };
  }, [client, room, playback, player, duration, isLive, isOwnPace, own, seeks, play, seek, speed]);
}

function useSeeks(): SeekRequests {
  const client = useClient();
  const { player, isOwnPace } = usePlayback();
  const seeks = useMemo(
    () =>
      new SeekRequests((to) => {
        if (isOwnPace) player.seek(to);
        else client.send({ type: RequestType.Seek, value: to });
      }),
    [client, player, isOwnPace],
  );
  useEffect(() => () => seeks.cancel(), [seeks]);
  return seeks;
}

interface OwnPlayback {
  readonly isPlaying: boolean;
  readonly speed: number;
}

const STANDING: OwnPlayback = { isPlaying: false, speed: 1 };
/** Players do not tell of everything that somebody does with them. */
const REFRESH_MS = 250;

function useOwnPlayback(isWanted: boolean): OwnPlayback {
  const { player } = usePlayback();
  const [own, setOwn] = useState(STANDING);
  useEffect(() => {
    if (!isWanted) return;
    const look = () => {
      const sample = player.sample();
      const next = sample === null ? STANDING : { isPlaying: !sample.paused, speed: sample.rate };
      setOwn((known) => (known.isPlaying === next.isPlaying && known.speed === next.speed ? known : next));
    };
    look();
    const timer = setInterval(look, REFRESH_MS);
    return () => clearInterval(timer);
  }, [player, isWanted]);
  return own;
}
