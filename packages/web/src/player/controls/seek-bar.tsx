import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useFormat } from '../../i18n/use-format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useRoom } from '../../room/room-context.ts';
import { usePlayerState } from '../player-context.tsx';
import { usePosition } from '../use-position.ts';
import type { Transport } from '../use-transport.ts';
import { SeekHover } from './seek-hover.tsx';
import { seekKeyTarget } from './seek-keys.ts';
import { SegmentMarks } from './segment-marks.tsx';

/** Where playback is, and a slider to change that; what has loaded and what SponsorBlock knows are shown in it (WEB-12). */
export function SeekBar({ transport }: { readonly transport: Transport }) {
  const { duration, blocked } = transport;
  const position = usePosition(transport);
  const { bufferedTo } = usePlayerState();
  const { videoSegments } = useRoom();
  /** While the thumb is held, and until playback has followed. */
  const [held, setHeld] = useState<number | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => setHeld(null), [transport]);

  if (duration === null) return null;
  const shown = Math.min(held ?? position, duration);
  const share = (seconds: number) => `${Math.min(100, (seconds / duration) * 100)}%`;
  const style = { '--played': share(shown), '--buffered': share(bufferedTo) } as CSSProperties;
  return (
    <div ref={bar} className="seek-bar" style={style} data-blocked={blocked.seek !== null}>
      <div className="seek-track">
        <SegmentMarks segments={videoSegments} duration={duration} />
      </div>
      <SeekInput
        transport={transport}
        value={shown}
        duration={duration}
        onHold={setHeld}
        onCommit={(to) => {
          setHeld(to);
          transport.seek(to);
        }}
      />
      <SeekHover bar={bar} duration={duration} segments={videoSegments} />
    </div>
  );
}

interface SeekInputProps {
  readonly transport: Transport;
  readonly value: number;
  readonly duration: number;
  readonly onHold: (to: number) => void;
  readonly onCommit: (to: number) => void;
}

/** The browser's own slider, under what is painted. React's `onChange` is its `input`; only a native `change` tells that it was let go. */
function SeekInput({ transport, value, duration, onHold, onCommit }: SeekInputProps) {
  const words = useWords('player');
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const reason = transport.blocked.seek;
  const commit = useRef(onCommit);
  commit.current = onCommit;

  useEffect(() => {
    const element = input.current;
    const onChange = () => element && commit.current(element.valueAsNumber);
    element?.addEventListener('change', onChange);
    return () => element?.removeEventListener('change', onChange);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    const to = seekKeyTarget(event.key, value, duration);
    if (to === null) return;
    event.preventDefault();
    if (reason === null) onCommit(to);
  }

  return (
    <input
      ref={input}
      type="range"
      min={0}
      max={duration}
      step={0.1}
      value={value}
      aria-label={words('seek')}
      aria-valuetext={words('seekValue', {
        position: format.duration(value),
        duration: format.duration(duration),
      })}
      aria-disabled={reason !== null}
      title={reason ?? undefined}
      onChange={({ target }) => {
        if (reason === null) onHold(target.valueAsNumber);
      }}
      onKeyDown={onKeyDown}
    />
  );
}
