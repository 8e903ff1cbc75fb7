import { useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { usePlayer } from './player-context.tsx';
import { useRoom } from './room-context.ts';

const REFRESH_MS = 1_000;
/** Less than this nobody sees or hears. */
const IN_SYNC_S = 0.05;

/** How well this player follows the room (WEB-7). Not a live region: it changes all the time. */
export function SyncStatus() {
  const { isPlaying } = useRoom();
  const { driver } = usePlayer();
  const [drift, setDrift] = useState<number | null>(null);

  useEffect(() => {
    setDrift(null);
    const timer = setInterval(() => setDrift(driver?.driftS ?? null), REFRESH_MS);
    return () => clearInterval(timer);
  }, [driver]);

  if (driver === null || drift === null || !isPlaying) return null;
  return (
    <div className="text-muted flex items-center gap-1 text-sm tabular-nums">
      <span>{syncText(drift)}</span>
      {Math.abs(drift) >= IN_SYNC_S && (
        <Button look="quiet" onPress={() => driver.resync()}>
          Resync
        </Button>
      )}
    </div>
  );
}

function syncText(drift: number): string {
  const size = Math.abs(drift);
  if (size < IN_SYNC_S) return `in sync ±${Math.ceil(size * 1000)} ms`;
  return `${size.toFixed(1)} s ${drift > 0 ? 'behind' : 'ahead'}`;
}
