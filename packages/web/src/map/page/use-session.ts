import { useCallback, useEffect, useState } from 'react';
import { openSession, sessionState, type SessionState } from '../feed/operator-api.ts';

const RETRY_MS = 2000;

/** Whether this browser may see the map; a key from the address is exchanged for a session first. */
export function useSession(givenKey: string | null) {
  const [state, setState] = useState<SessionState | 'unknown' | 'unreachable'>('unknown');
  const check = useCallback(() => {
    void sessionState().then((found) => setState((now) => found ?? (now === 'open' ? now : 'unreachable')));
  }, []);

  useEffect(() => {
    void (givenKey === null ? Promise.resolve() : openSession(givenKey)).then(check, check);
  }, [givenKey, check]);

  useEffect(() => {
    if (state !== 'unreachable') return;
    const timer = setInterval(check, RETRY_MS);
    return () => clearInterval(timer);
  }, [state, check]);

  return { state, check };
}
