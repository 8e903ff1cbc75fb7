import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import type { Captions } from '../captions/use-captions.ts';
import { SkipButton } from '../skip/skip-button.tsx';
import type { Transport } from '../use-transport.ts';
import { CaptionsMenu } from './captions-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { SeekBar } from './seek-bar.tsx';
import { SpeedMenu } from './speed-menu.tsx';
import { SyncStatus } from './sync-status.tsx';
import { TimeText } from './time-text.tsx';
import { VolumeControls } from './volume-controls.tsx';

interface ControlBarProps {
  readonly transport: Transport;
  readonly captions: Captions;
  readonly onShowHelp: () => void;
  readonly fullscreen: { readonly isOn: boolean; readonly isPossible: boolean; readonly toggle: () => void };
  /** The chat over the video, where there is one: in full screen. */
  readonly chat: { readonly isOpen: boolean; readonly toggle: () => void } | null;
}

/** WEB-12: play, skip, position and speed are the room's, and everyone sees what they do. The rest is each viewer's own. */
export function ControlBar({ transport, captions, onShowHelp, fullscreen, chat }: ControlBarProps) {
  const words = useWords('player');
  const { isPlaying, blocked } = transport;

  return (
    <div role="group" aria-label={words('controls')} className="player-controls">
      <SeekBar transport={transport} />
      <div className="flex items-center">
        <Button
          look="icon"
          label={words(isPlaying ? 'pause' : 'play')}
          blocked={blocked.play}
          onPress={() => transport.setPlaying(!isPlaying)}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} className="size-6" />
        </Button>
        <SkipButton look="icon" />
        <VolumeControls />
        <TimeText transport={transport} />
        <div className="min-w-1 flex-1" />
        <SyncStatus />
        <div className="max-[40rem]:hidden">
          <SpeedMenu transport={transport} />
        </div>
        <CaptionsMenu captions={captions} />
        <MoreMenu transport={transport} isFullscreen={fullscreen.isOn} onShowHelp={onShowHelp} />
        {chat !== null && (
          <Button
            look="icon"
            label={words(chat.isOpen ? 'hideChat' : 'showChat')}
            pressed={chat.isOpen}
            onPress={chat.toggle}
          >
            <Icon name="chat" />
          </Button>
        )}
        {fullscreen.isPossible && (
          <Button
            look="icon"
            label={words(fullscreen.isOn ? 'leaveFullscreen' : 'fullscreen')}
            onPress={fullscreen.toggle}
          >
            <Icon name={fullscreen.isOn ? 'leaveFullscreen' : 'fullscreen'} />
          </Button>
        )}
      </div>
    </div>
  );
}
