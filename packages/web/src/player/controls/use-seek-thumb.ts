import { systemClock } from '@usher/client';
import { useEffect, useState } from 'react';
import type { Transport } from '../use-transport.ts';
import { followPlayback, FREE, letGo, type SeekThumb } from './seek-thumb.ts';

const LOOK_MS = 100;

interface HeldThumb {
  /** Where it is kept, in seconds; `null`: it goes with playback. */
  readonly at: number | null;
  readonly hold: (at: number) => void;
  readonly letGo: () => void;
  /** Lets it go at `to`, and playback go there. */
  readonly seek: (to: number) => void;
}

/** The thumb of the seek slider; at one's own pace nobody tells when playback has followed, so it is looked at. */
export function useSeekThumb(transport: Transport): HeldThumb {
  const [thumb, setThumb] = useState<SeekThumb>(FREE);
  useEffect(() => {
    if (thumb.state !== 'let-go') return;
    const look = () => setThumb((kept) => followPlayback(kept, transport.position(), systemClock.now()));
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [thumb, transport]);

  return {
    at: thumb.state === 'free' ? null : thumb.at,
    hold: (at) => setThumb({ state: 'held', at }),
    letGo: () => setThumb((kept) => letGo(kept, systemClock.now())),
    seek(to) {
      setThumb({ state: 'let-go', at: to, since: systemClock.now() });
      transport.seek(to);
    },
  };
}
