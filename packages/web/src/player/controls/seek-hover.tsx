import type { VideoSegment } from '@usher/protocol';
import { useEffect, useState, type RefObject } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { clockTime } from '../../video.ts';
import { SEGMENT_WORDS } from './segment-marks.tsx';

interface SeekHoverProps {
  readonly bar: RefObject<HTMLElement | null>;
  readonly duration: number;
  readonly segments: readonly VideoSegment[];
}

/** The time that the pointer is at, and what SponsorBlock says is there. */
export function SeekHover({ bar, duration, segments }: SeekHoverProps) {
  const words = useWords('player');
  const share = usePointerShare(bar);
  if (share === null) return null;
  const at = share * duration;
  const segment = segments.find(({ startTime, endTime }) => startTime <= at && at < endTime);
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute bottom-full mb-1 -translate-x-1/2 rounded-md bg-black/85 px-2 py-0.5 text-sm whitespace-nowrap text-white tabular-nums"
      style={{ left: `clamp(2rem, ${share * 100}%, calc(100% - 2rem))` }}
    >
      {clockTime(at)}
      {segment !== undefined && ` · ${words(SEGMENT_WORDS[segment.category])}`}
    </span>
  );
}

/** Where a mouse is along `element`, 0 to 1; `null` while it is elsewhere. */
function usePointerShare(element: RefObject<HTMLElement | null>): number | null {
  const [share, setShare] = useState<number | null>(null);
  useEffect(() => {
    const node = element.current;
    const onMove = ({ clientX }: PointerEvent) => {
      const { left, width } = node?.getBoundingClientRect() ?? { left: 0, width: 0 };
      setShare(width > 0 ? Math.max(0, Math.min(1, (clientX - left) / width)) : null);
    };
    const onLeave = () => setShare(null);
    node?.addEventListener('pointermove', onMove);
    node?.addEventListener('pointerleave', onLeave);
    return () => {
      node?.removeEventListener('pointermove', onMove);
      node?.removeEventListener('pointerleave', onLeave);
    };
  }, [element]);
  return share;
}
