import { useEffect } from 'react';
import type { MediaPlayer } from './adapters/media-player.ts';
import { usePlayerSettings } from './player-settings.ts';

/** Volume and mute are of this viewer, whatever plays. */
export function useSound(player: MediaPlayer | null): void {
  const { volume, isMuted } = usePlayerSettings();
  useEffect(() => player?.setVolume(volume), [player, volume]);
  useEffect(() => player?.setMuted(isMuted), [player, isMuted]);
}
