import { useRef, type CSSProperties } from 'react';
import { useRoom } from '../../room/room-context.ts';
import { usePlayerState } from '../player-context.tsx';
import { usePosition } from '../use-position.ts';
import type { Transport } from '../use-transport.ts';
import { SeekHover } from './seek-hover.tsx';
import { SeekInput } from './seek-input.tsx';
import { SegmentMarks } from './segment-marks.tsx';
import { useSeekThumb } from './use-seek-thumb.ts';

/** Where playback is, and a slider to change that; what has loaded and what SponsorBlock knows are shown in it (WEB-12). */
export function SeekBar({ transport }: { readonly transport: Transport }) {
  const { duration, blocked } = transport;
  const position = usePosition(transport);
  const thumb = useSeekThumb(transport);
  const { bufferedTo } = usePlayerState();
  const { videoSegments } = useRoom();
  const bar = useRef<HTMLDivElement>(null);

  if (duration === null) return null;
  const shown = Math.min(thumb.at ?? position, duration);
  const share = (seconds: number) => `${Math.min(100, (seconds / duration) * 100)}%`;
  const style = { '--played': share(shown), '--buffered': share(bufferedTo) } as CSSProperties;
  return (
    <div ref={bar} className="seek-bar" style={style} data-blocked={blocked.seek !== null}>
      <div className="seek-track">
        <SegmentMarks segments={videoSegments} duration={duration} />
      </div>
      <SeekInput
        value={shown}
        duration={duration}
        blocked={blocked.seek}
        onHold={thumb.hold}
        onLetGo={thumb.letGo}
        onSeek={thumb.seek}
      />
      <SeekHover bar={bar} duration={duration} segments={videoSegments} />
    </div>
  );
}
