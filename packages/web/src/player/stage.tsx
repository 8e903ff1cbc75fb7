import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useRoom } from '../room/room-context.ts';
import { titleOf } from '../video.ts';
import type { PlayerHosts } from './adapters/open-player.ts';
import { isFrameSource, playSourceOf } from './play-source.ts';
import { PlaybackProvider } from './player-context.tsx';
import { PlayerView } from './player-view.tsx';
import './player.css';
import { UnplayableView } from './unplayable-view.tsx';
import { useAlone } from './use-alone.ts';
import { useFullscreen, useLeaveFullscreen } from './use-fullscreen.ts';
import { useIdle } from './use-idle.ts';
import { useItemPlayer } from './use-item-player.ts';
import { useUndoToasts } from './use-undo-toasts.ts';

interface StageProps {
  /** The chat, to be laid over the video in full screen. */
  readonly chat?: ReactNode;
}

/** Where the current item plays, with all its controls, if there is one; the player is chosen by the item (WEB-12). */
export function Stage({ chat = null }: StageProps) {
  const { currentSource } = useRoom();
  // Here, because whatever cannot be played is skipped as well.
  useUndoToasts();
  return currentSource === null ? null : <PlayingStage chat={chat} />;
}

function PlayingStage({ chat }: { readonly chat: ReactNode }) {
  const words = useWords('player');
  const { currentSource, isPlaying } = useRoom();
  const source = useMemo(
    () => (currentSource === null ? null : playSourceOf(currentSource)),
    [currentSource],
  );
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const hosts = useMemo<PlayerHosts | null>(
    () => (video === null || frame === null ? null : { video, frame }),
    [video, frame],
  );
  const playback = useItemPlayer(source, hosts);
  const stage = useRef<HTMLElement>(null);
  const isIdle = useIdle(stage, isPlaying && playback?.player.state.problem === null);
  const { isOn: isFullscreen } = useFullscreen(video);
  useAlone(stage, isFullscreen);
  useLeaveFullscreen();
  const title = currentSource === null ? '' : titleOf(currentSource);
  const isFrame = source !== null && isFrameSource(source);

  return (
    <section
      ref={stage}
      aria-label={words('player')}
      data-idle={isIdle}
      data-fullscreen={isFullscreen}
      className="player @container aspect-video max-h-[calc(100dvh-11rem)] min-h-52 w-full"
    >
      <video
        ref={setVideo}
        {...(!isFrame && { 'data-testid': 'player' })}
        aria-label={title}
        hidden={isFrame || source === null}
        playsInline
        preload="auto"
        className="size-full"
      />
      <div ref={setFrame} title={title} hidden={!isFrame} className="absolute inset-0" />
      {source === null && <UnplayableView title={title} />}
      {playback !== null && (
        <PlaybackProvider value={playback}>
          <PlayerView isIdle={isIdle} chat={chat} />
        </PlaybackProvider>
      )}
    </section>
  );
}
