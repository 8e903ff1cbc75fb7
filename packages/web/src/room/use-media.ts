import { useSyncExternalStore } from 'react';

/** Whether there is room for two columns: the video with the queue below it, and a panel beside. */
export const useIsWide = (): boolean => useMedia('(min-width: 64rem)');

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}
