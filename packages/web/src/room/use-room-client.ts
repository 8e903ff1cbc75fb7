import { RoomClient } from '@usher/client';
import { useEffect, useState } from 'react';
import { onUserChange } from '../account/user-store.ts';
import { keepToken, SITE, storedToken } from '../session.ts';

/** A client in the room for as long as the component is there. */
export function useRoomClient(room: string): RoomClient | null {
  const [client, setClient] = useState<RoomClient | null>(null);

  useEffect(() => {
    const fresh = new RoomClient({ site: SITE, room, token: storedToken(), onToken: keepToken });
    const onVisible = () => {
      if (document.hidden) return;
      fresh.retryNow();
      fresh.measureClock();
    };
    const onOnline = () => fresh.retryNow();
    const removeUserListener = onUserChange(() => fresh.announceUser());
    fresh.start();
    setClient(fresh);
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('online', onOnline);
    return () => {
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('online', onOnline);
      removeUserListener();
      fresh.stop();
    };
  }, [room]);

  return client;
}
