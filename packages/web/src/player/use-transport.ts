import { goalAt, systemClock } from '@usher/client';
import { RequestType } from '@usher/protocol';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useBlocked, useClient, useRoom, useView } from '../room/room-context.ts';
import { usePlayback, usePlayerState } from './player-context.tsx';

/** Play, seek and speed: of the room, or of this viewer alone who goes at their own pace. */
export interface Transport {
  readonly isPlaying: boolean;
  readonly speed: number;
  /** Seconds; `null` while unknown, and of what is live. */
  readonly duration: number | null;
  readonly isLive: boolean;
  /** Why it cannot be done now (WEB-13). */
  readonly blocked: Readonly<Record<'play' | 'seek' | 'speed' | 'skip', string | null>>;
  /** Seconds, now. */
  readonly position: () => number;
  readonly setPlaying: (isPlaying: boolean) => void;
  readonly seek: (to: number) => void;
  /** So many seconds on; several at once add up. */
  readonly seekBy: (seconds: number) => void;
  readonly setSpeed: (speed: number) => void;
  readonly skip: () => void;
}

/** For so long after a seek it is not said that the room has followed: the next one counts from where it was asked to go. */
const ON_THE_WAY_MS = 1_000;

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
  const skip = useBlocked('playback.skip');
  const asked = useRef({ to: 0, at: -Infinity });

  return useMemo(() => {
    const length = isLive ? null : (room.currentSource?.length ?? duration);
    const within = (to: number) => Math.max(0, Math.min(to, length ?? Infinity));
    const ofBoth = { duration: length, isLive, skip: () => void client.send({ type: RequestType.Skip }) };
    if (isOwnPace) {
      return {
        ...ofBoth,
        ...own,
        blocked: { play: null, seek: null, speed: null, skip },
        position: () => player.sample()?.position ?? 0,
        setPlaying: (isPlaying) => (isPlaying ? player.play() : player.pause()),
        seek: (to) => player.seek(within(to)),
        seekBy: (seconds) => player.seek(within((player.sample()?.position ?? 0) + seconds)),
        setSpeed: (next) => player.setRate(next),
      };
    }
    const position = () =>
      playback === null ? 0 : within(goalAt(playback, systemClock.now(), client.clockOffsetMs).position);
    const seekTo = (to: number) => {
      asked.current = { to: within(to), at: systemClock.now() };
      client.send({ type: RequestType.Seek, value: within(to) });
    };
    return {
      ...ofBoth,
      isPlaying: room.isPlaying,
      speed: room.playbackSpeed,
      blocked: { play, seek, speed, skip },
      position,
      setPlaying: (state) => void client.send({ type: RequestType.Playback, state }),
      seek: seekTo,
      seekBy: (seconds) => {
        const isOnTheWay = systemClock.now() - asked.current.at < ON_THE_WAY_MS;
        seekTo((isOnTheWay ? asked.current.to : position()) + seconds);
      },
      setSpeed: (next) => void client.send({ type: RequestType.PlaybackSpeed, speed: next }),
    };
  }, [client, room, playback, player, duration, isLive, isOwnPace, own, play, seek, speed, skip]);
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
