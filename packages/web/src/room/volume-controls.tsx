import { useSyncExternalStore } from 'react';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { Range } from '../parts/range.tsx';
import { usePlayer } from './player-context.tsx';

/** What each viewer sets for themselves. */
export function VolumeControls() {
  const { video } = usePlayer();
  const volume = useVolume(video);
  if (video === null) return null;
  const isMuted = volume === 0;

  function setVolume(next: number) {
    if (video === null) return;
    video.muted = next === 0;
    if (next > 0) video.volume = next;
  }

  return (
    <div className="ml-auto flex items-center gap-1">
      <Button
        look="icon"
        label={isMuted ? 'Unmute' : 'Mute'}
        onPress={() => setVolume(isMuted ? video.volume || 1 : 0)}
      >
        <Icon name={isMuted ? 'muted' : 'volume'} />
      </Button>
      <div className="hidden w-24 sm:flex">
        <Range
          label="Volume"
          value={volume}
          max={1}
          step={0.05}
          valueText={`${Math.round(volume * 100)} %`}
          onMove={setVolume}
        />
      </div>
      <Button look="icon" label="Full screen" onPress={() => void video.requestFullscreen()}>
        <Icon name="fullscreen" />
      </Button>
    </div>
  );
}

/** 0 to 1; 0 when muted. */
function useVolume(video: HTMLVideoElement | null): number {
  return useSyncExternalStore(
    (listener) => {
      video?.addEventListener('volumechange', listener);
      return () => video?.removeEventListener('volumechange', listener);
    },
    () => (video === null || video.muted ? 0 : video.volume),
  );
}
