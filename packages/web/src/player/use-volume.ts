import { usePlayback, usePlayerState } from './player-context.tsx';
import { changePlayerSettings, playerSettings, usePlayerSettings } from './player-settings.ts';

interface Volume {
  /** 0 to 1; 0 while nothing is to be heard. */
  readonly heard: number;
  readonly toggleMute: () => void;
  readonly set: (volume: number) => void;
  readonly changeBy: (share: number) => void;
}

/** What this viewer hears, and how to change that. Whoever touches the sound has clicked: what the browser kept silent for want of a click joins in (WEB-12). */
export function useVolume(): Volume {
  const { player } = usePlayback();
  const { blocked } = usePlayerState();
  const { volume, isMuted } = usePlayerSettings();
  const heard = isMuted || blocked === 'sound' ? 0 : volume;

  function set(next: number): void {
    const within = Math.max(0, Math.min(1, Math.round(next * 100) / 100));
    changePlayerSettings({ volume: within, isMuted: false });
    if (blocked === 'sound') player.join();
  }

  return {
    heard,
    toggleMute() {
      if (heard === 0) set(volume || 1);
      else changePlayerSettings({ isMuted: true });
    },
    set,
    // Keys come quicker than this is drawn anew.
    changeBy: (share) => set(playerSettings().volume + share),
  };
}
