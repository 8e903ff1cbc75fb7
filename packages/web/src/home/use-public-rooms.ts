import type { RoomMetadata } from '@usher/protocol';
import { useCallback, useEffect, useState } from 'react';
import { callSite } from '../session.ts';

const REFRESH_MS = 15_000;

type PublicRooms =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'known'; readonly rooms: readonly RoomMetadata[] };

/** The list, refreshed while the page is seen. A failed refresh keeps what there is. */
export function usePublicRooms(): PublicRooms & { readonly refresh: () => void } {
  const [list, setList] = useState<PublicRooms>({ state: 'loading' });

  const refresh = useCallback(async () => {
    try {
      const rooms = await callSite((api, token) => api.listRooms(token));
      setList({ state: 'known', rooms });
    } catch (error) {
      setList((known) => (known.state === 'known' ? known : { state: 'failed', error }));
    }
  }, []);

  useEffect(() => {
    const onVisible = () => {
      if (!document.hidden) void refresh();
    };
    void refresh();
    const timer = setInterval(onVisible, REFRESH_MS);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [refresh]);

  return { ...list, refresh: () => void refresh() };
}
