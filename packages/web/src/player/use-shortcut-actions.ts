import { useEffect, useRef } from 'react';
import type { Captions } from './captions/use-captions.ts';
import { usePlayback } from './player-context.tsx';
import { changePlayerSettings, playerSettings } from './player-settings.ts';
import { nextSpeed } from './speeds.ts';
import { useShortcuts } from './use-shortcuts.ts';
import type { Transport } from './use-transport.ts';

interface Actions {
  readonly transport: Transport;
  readonly captions: Captions;
  readonly fullscreen: { readonly isPossible: boolean; readonly toggle: () => void };
  readonly showHelp: () => void;
}

/** Does what keys mean; what the viewer may not do is not done (WEB-12). */
export function useShortcutActions({ transport, captions, fullscreen, showHelp }: Actions): void {
  const { player } = usePlayback();
  const lastCaptions = useRef<string | null>(null);
  useEffect(() => {
    lastCaptions.current = captions.chosen ?? lastCaptions.current;
  }, [captions.chosen]);

  useShortcuts((shortcut) => {
    const { blocked, duration } = transport;
    switch (shortcut.kind) {
      case 'toggle-play':
        if (blocked.play === null) transport.setPlaying(!transport.isPlaying);
        break;
      case 'seek-by':
        if (blocked.seek === null && !transport.isLive) transport.seekBy(shortcut.seconds);
        break;
      case 'seek-to':
        if (blocked.seek === null && duration !== null) transport.seek(duration * shortcut.share);
        break;
      case 'speed-by': {
        const next = nextSpeed(transport.speed, shortcut.steps, player.rateMax);
        if (blocked.speed === null && next !== null) transport.setSpeed(next);
        break;
      }
      case 'toggle-fullscreen':
        if (fullscreen.isPossible) fullscreen.toggle();
        break;
      case 'toggle-captions':
        toggleCaptions();
        break;
      case 'show-help':
        showHelp();
        break;
      case 'toggle-mute':
        changePlayerSettings({ isMuted: !playerSettings().isMuted });
        break;
      case 'volume-by':
        changeVolume(shortcut.share);
        break;
      default:
        shortcut satisfies never;
    }
  });

  /** Back to the ones that were chosen last, else the first there are. */
  function toggleCaptions(): void {
    const { choices, chosen, choose } = captions;
    if (chosen !== null) return choose(null);
    const again = choices.find(({ id }) => id === lastCaptions.current) ?? choices[0];
    choose(again?.id ?? null);
  }
}

function changeVolume(share: number): void {
  const next = Math.round((playerSettings().volume + share) * 100) / 100;
  changePlayerSettings({ volume: Math.max(0, Math.min(1, next)), isMuted: false });
}
