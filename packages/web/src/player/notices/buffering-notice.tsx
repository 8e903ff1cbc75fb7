import { usePlayerState } from '../player-context.tsx';

/** A quiet sign that something is loading; what the room waits for is said in words elsewhere. */
export function BufferingNotice() {
  const { status } = usePlayerState();
  if (status !== 'buffering') return null;
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-0 flex items-center justify-center">
      <span className="player-spinner" />
    </div>
  );
}
