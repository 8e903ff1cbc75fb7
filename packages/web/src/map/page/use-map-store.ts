import { useEffect, useState, useSyncExternalStore } from 'react';
import { MapStore } from '../feed/map-store.ts';
import type { MapSnapshot } from '../model/snapshot.ts';

/** Follows the site while the page is there. */
export function useMapStore(onRefused: () => void): {
  readonly store: MapStore;
  readonly shown: MapSnapshot;
} {
  const [store] = useState(() => new MapStore(onRefused));
  useEffect(() => {
    store.start();
    return () => store.stop();
  }, [store]);
  const shown = useSyncExternalStore(store.subscribe, store.snapshot);
  return { store, shown };
}
