import { goalAt, systemClock } from '@usher/client';
import { RequestType } from '@usher/protocol';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Range } from '../parts/range.tsx';
import { clockTime } from '../video.ts';
import { useBlocked, useClient, useRoom, useView } from './room-context.ts';
import { usePlayer } from './player-context.tsx';

/** Shows where the room is, which is not always where a player is that still loads. */
export function SeekBar() {
  const client = useClient();
  const blocked = useBlocked('playback.seek');
  const duration = useDuration();
  const position = useRoomPosition();
  /** While the thumb is held, and until the room has followed. */
  const [held, setHeld] = useState<number | null>(null);
  const { playback } = useView();
  useEffect(() => setHeld(null), [playback]);

  const shown = Math.min(held ?? position, duration ?? Infinity);
  const valueText = duration === null ? clockTime(shown) : `${clockTime(shown)} of ${clockTime(duration)}`;
  return (
    <div className="flex items-center gap-3 px-2">
      <Range
        label="Seek"
        value={duration === null ? 0 : shown}
        max={duration ?? 1}
        step={1}
        valueText={valueText}
        disabled={blocked !== null || duration === null}
        onMove={setHeld}
        onCommit={(value) => {
          if (!client.send({ type: RequestType.Seek, value })) setHeld(null);
        }}
      />
      <span className="text-muted shrink-0 text-sm tabular-nums">
        {clockTime(shown)}
        {duration !== null && ` / ${clockTime(duration)}`}
      </span>
    </div>
  );
}

const REFRESH_MS = 250;

/** The room's position in seconds, refreshed while it moves. */
function useRoomPosition(): number {
  const client = useClient();
  const { playback } = useView();
  const [now, setNow] = useState(() => systemClock.now());

  useEffect(() => {
    setNow(systemClock.now());
    if (playback === null || !playback.playing) return;
    const timer = setInterval(() => setNow(systemClock.now()), REFRESH_MS);
    return () => clearInterval(timer);
  }, [playback]);

  return playback === null ? 0 : goalAt(playback, now, client.clockOffsetMs).position;
}

/** Of the item, or of the file where the room does not know it; `null` when neither does. */
function useDuration(): number | null {
  const { currentSource } = useRoom();
  const { video } = usePlayer();
  const ofFile = useSyncExternalStore(
    (listener) => {
      video?.addEventListener('durationchange', listener);
      return () => video?.removeEventListener('durationchange', listener);
    },
    () => video?.duration ?? NaN,
  );
  return currentSource?.length ?? (Number.isFinite(ofFile) ? ofFile : null);
}
