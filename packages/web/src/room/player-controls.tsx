import { RequestType } from '@usher/protocol';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { titleOf } from '../video.ts';
import { useBlocked, useClient, useRoom } from './room-context.ts';
import { SeekBar } from './seek-bar.tsx';
import { SyncStatus } from './sync-status.tsx';
import { VolumeControls } from './volume-controls.tsx';

/** WEB-12: the first row is of the room, and everyone sees what it does. Volume and full screen are one's own. */
export function PlayerControls() {
  const client = useClient();
  const { isPlaying, currentSource } = useRoom();
  const mayPlay = useBlocked('playback.play-pause');
  const maySkip = useBlocked('playback.skip');

  return (
    <div className="flex flex-col gap-1 p-2 sm:px-3">
      <SeekBar />
      <div className="flex flex-wrap items-center gap-1">
        <Button
          look="icon"
          label={isPlaying ? 'Pause' : 'Play'}
          blocked={mayPlay}
          onPress={() => client.send({ type: RequestType.Playback, state: !isPlaying })}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} />
        </Button>
        <Button
          look="icon"
          label="Skip"
          blocked={maySkip}
          onPress={() => client.send({ type: RequestType.Skip })}
        >
          <Icon name="skip" />
        </Button>
        <div className="order-first flex w-full min-w-0 items-center gap-2 px-2 sm:order-none sm:w-auto sm:flex-1">
          <p className="min-w-0 flex-1 truncate font-medium">
            {currentSource !== null && titleOf(currentSource)}
          </p>
          <SyncStatus />
        </div>
        <VolumeControls />
      </div>
    </div>
  );
}
