import type { ConnectionState } from '@usher/client';
import { useEffect, useState } from 'react';
import { useWords, type Words } from '../i18n/use-words.ts';
import { useClient, useConnection } from './room-context.ts';

/** A loss that is over sooner is not worth a word: the room has moved, or a wire has blinked. */
const SILENT_MS = 400;

/** WEB-14: said to screen readers as well, while the video goes on. */
export function ConnectionStatus() {
  const words = useWords('room');
  const connection = useConnection(useClient());
  const isOpen = connection.state === 'open';
  const isShown = useLate(!isOpen, SILENT_MS);
  return (
    <p
      role="status"
      className={
        isShown ? 'bg-accent-soft flex items-center gap-2 rounded-full px-3 py-1 text-sm' : 'sr-only'
      }
    >
      {isShown && (
        <>
          <span aria-hidden="true" className="bg-accent size-2 animate-pulse rounded-full" />
          {statusText(connection, words)}
        </>
      )}
    </p>
  );
}

function statusText(connection: ConnectionState, words: Words<'room'>): string {
  const attempt = 'attempt' in connection ? connection.attempt : 0;
  return attempt === 0 ? words('connecting') : words('reconnecting', { attempt });
}

/** `isTrue` once it has been so for a while. */
function useLate(isTrue: boolean, ms: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isTrue) return setLate(false);
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [isTrue, ms]);
  return isTrue && isLate;
}
