import { useEffect, useState } from 'react';
import type { Transport } from './use-transport.ts';

const REFRESH_MS = 250;

/** Where playback is, in seconds, refreshed while it moves. */
export function usePosition(transport: Transport): number {
  const [position, setPosition] = useState(() => transport.position());
  useEffect(() => {
    const refresh = () => setPosition(transport.position());
    refresh();
    // It moves at one's own pace also when nobody has said so.
    const timer = setInterval(refresh, REFRESH_MS);
    return () => clearInterval(timer);
  }, [transport]);
  return position;
}
