import { useRef, useState, type ReactNode } from 'react';
import { LazyPart } from '../parts/lazy-part.ts';
import { ShownPart } from '../parts/shown-part.tsx';
import { CaptionLines } from './captions/caption-lines.tsx';
import { useCaptions } from './captions/use-captions.ts';
import { ControlBar } from './controls/control-bar.tsx';
import { BlockedNotice } from './notices/blocked-notice.tsx';
import { BufferingNotice } from './notices/buffering-notice.tsx';
import { ProblemNotice } from './notices/problem-notice.tsx';
import { WaitingNotice } from './notices/waiting-notice.tsx';
import { ConnectionStatus } from '../room/connection-status.tsx';
import { usePlayback, usePlayerState } from './player-context.tsx';
import { TouchLayer } from './touch-layer.tsx';
import { useFullscreen } from './use-fullscreen.ts';
import { useMediaSession } from './use-media-session.ts';
import { useShortcutActions } from './use-shortcut-actions.ts';
import { useTransport } from './use-transport.ts';

const shortcutHelp = new LazyPart(() => import('./controls/shortcut-help.tsx'), 'ShortcutHelp');

interface PlayerViewProps {
  readonly isIdle: boolean;
  /** The chat, for over the video. */
  readonly chat: ReactNode;
}

/** What lies over the picture: captions, notices and controls (WEB-12). */
export function PlayerView({ isIdle, chat }: PlayerViewProps) {
  const { player } = usePlayback();
  const { blocked } = usePlayerState();
  const transport = useTransport();
  const captions = useCaptions();
  const fullscreen = useFullscreen(player.video);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isChatOpen, setChatOpen] = useState(true);
  const wasHelpOpen = useRef(false);
  wasHelpOpen.current ||= isHelpOpen;

  const showHelp = () => setHelpOpen(true);
  useShortcutActions({ transport, captions, fullscreen, showHelp });
  useMediaSession(transport);

  return (
    <>
      {/* A frame that wants a click must get it. */}
      {(blocked !== 'playback' || player.video !== null) && (
        <TouchLayer transport={transport} onDoubleClick={fullscreen.toggle} />
      )}
      <CaptionLines captions={captions} isRaised={!isIdle} />
      <BufferingNotice />
      <ProblemNotice />
      <BlockedNotice />
      <div className="pointer-events-none absolute inset-x-3 top-3 flex flex-col items-center gap-2">
        {/* The page's own is behind the player then, and silent (WEB-14). */}
        {fullscreen.isOn && <ConnectionStatus />}
        <WaitingNotice />
      </div>
      {fullscreen.isOn && isChatOpen && (
        <aside className="absolute top-4 right-4 bottom-28 flex w-80 max-w-[45%] flex-col">{chat}</aside>
      )}
      <ControlBar
        transport={transport}
        captions={captions}
        onShowHelp={showHelp}
        fullscreen={fullscreen}
        chat={fullscreen.isOn ? { isOpen: isChatOpen, toggle: () => setChatOpen(!isChatOpen) } : null}
      />
      <ShownPart
        part={shortcutHelp}
        isShown={wasHelpOpen.current}
        onShow={(isShown) => {
          wasHelpOpen.current = isShown;
          setHelpOpen(isShown);
        }}
      >
        {(ShortcutHelp) => <ShortcutHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />}
      </ShownPart>
    </>
  );
}
