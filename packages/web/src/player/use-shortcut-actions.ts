import type { Captions } from './captions/use-captions.ts';
import { usePlayback } from './player-context.tsx';
import { nextSpeed } from './speeds.ts';
import { useShortcuts } from './use-shortcuts.ts';
import type { Transport } from './use-transport.ts';
import { useUnlessBlocked } from './use-unless-blocked.ts';
import { useVolume } from './use-volume.ts';

interface Actions {
  readonly transport: Transport;
  readonly captions: Captions;
  readonly fullscreen: { readonly isPossible: boolean; readonly toggle: () => void };
  readonly showHelp: () => void;
}

/** Does what keys mean, or says why the viewer may not do it (WEB-12, WEB-13). */
export function useShortcutActions({ transport, captions, fullscreen, showHelp }: Actions): void {
  const { player } = usePlayback();
  const volume = useVolume();
  const unlessBlocked = useUnlessBlocked();

  useShortcuts((shortcut, isHeld) => {
    const { blocked, duration } = transport;
    switch (shortcut.kind) {
      case 'toggle-play':
        unlessBlocked(blocked.play, () => transport.setPlaying(!transport.isPlaying));
        break;
      case 'seek-by':
        // It has been said when the key went down.
        if (isHeld && blocked.seek !== null) break;
        if (!transport.isLive) unlessBlocked(blocked.seek, () => transport.seekBy(shortcut.seconds));
        break;
      case 'seek-to':
        if (duration !== null) unlessBlocked(blocked.seek, () => transport.seek(duration * shortcut.share));
        break;
      case 'speed-by': {
        const next = nextSpeed(transport.speed, shortcut.steps, player.rateMax);
        if (next !== null) unlessBlocked(blocked.speed, () => transport.setSpeed(next));
        break;
      }
      case 'toggle-fullscreen':
        if (fullscreen.isPossible) fullscreen.toggle();
        break;
      case 'toggle-captions':
        captions.toggle();
        break;
      case 'show-help':
        showHelp();
        break;
      case 'toggle-mute':
        volume.toggleMute();
        break;
      case 'volume-by':
        volume.changeBy(shortcut.share);
        break;
      default:
        shortcut satisfies never;
    }
  });
}
