import { useEffect, useEffectEvent } from 'react';
import { usePlayerSettings } from './player-settings.ts';
import { keyUseOf, mayRepeat, shortcutOf, type Shortcut } from './shortcuts.ts';

/**
 * Calls `run` with what keys mean to the player, and whether the key is being held; the viewer may switch that off (WEB-12, WCAG 2.1.4).
 */
export function useShortcuts(run: (shortcut: Shortcut, isHeld: boolean) => void): void {
  const { hasShortcuts } = usePlayerSettings();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return;
    const shortcut = shortcutOf(event, keyUseOf(event.target));
    if (shortcut === null) return;
    event.preventDefault();
    if (!event.repeat || mayRepeat(shortcut)) run(shortcut, event.repeat);
  });
  useEffect(() => {
    if (!hasShortcuts) return;
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [hasShortcuts]);
}
