import { useEffect } from 'react';
import type { Playback } from './player-context.tsx';

/** Keeps the player in step with the room, unless its viewer goes at their own pace (WEB-3, WEB-7). */
export function useFollowing(opened: Pick<Playback, 'player' | 'driver'> | null, isOwnPace: boolean): void {
  useEffect(() => {
    if (opened === null || isOwnPace) return;
    const { player, driver } = opened;
    const onVisibility = () => driver.setHidden(document.hidden);
    const unsubscribe = player.subscribe(() => driver.step());
    document.addEventListener('visibilitychange', onVisibility);
    driver.start();
    onVisibility();
    return () => {
      driver.stop();
      unsubscribe();
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [opened, isOwnPace]);
}
