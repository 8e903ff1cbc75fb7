import { useRef } from 'react';
import type { Transport } from './use-transport.ts';
import { useUnlessBlocked } from './use-unless-blocked.ts';

interface TouchLayerProps {
  readonly transport: Transport;
  readonly onDoubleClick: () => void;
}

/** Waits this long whether a click becomes a double one. */
const DOUBLE_CLICK_MS = 250;

/**
 * The picture itself: a click plays or pauses, a double click is for full screen. A finger only brings the controls back. For pointers
 * alone; the buttons do the same for everyone.
 */
export function TouchLayer({ transport, onDoubleClick }: TouchLayerProps) {
  const unlessBlocked = useUnlessBlocked();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return (
    <div
      aria-hidden="true"
      className="absolute inset-0"
      onPointerUp={({ pointerType, button }) => {
        clearTimeout(timer.current);
        if (pointerType !== 'mouse' || button !== 0) return;
        const { blocked, isPlaying, setPlaying } = transport;
        timer.current = setTimeout(
          () => unlessBlocked(blocked.play, () => setPlaying(!isPlaying)),
          DOUBLE_CLICK_MS,
        );
      }}
      onDoubleClick={() => {
        clearTimeout(timer.current);
        onDoubleClick();
      }}
    />
  );
}
