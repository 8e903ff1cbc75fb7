import { useCallback, useEffect, useSyncExternalStore } from 'react';

interface Fullscreen {
  readonly isOn: boolean;
  readonly isPossible: boolean;
  readonly toggle: () => void;
}

/** An iPhone's browser shows only videos in full screen, not pages. */
interface PhoneVideo extends HTMLVideoElement {
  readonly webkitEnterFullscreen?: () => void;
}

/**
 * Full screen of the whole page, in which the player then covers everything: menus, dialogs and messages stay above it (WEB-12).
 */
export function useFullscreen(video: HTMLVideoElement | null): Fullscreen {
  const isOn = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  const phoneVideo: PhoneVideo | null = video;
  const isPossible = document.fullscreenEnabled || phoneVideo?.webkitEnterFullscreen !== undefined;
  const toggle = useCallback(() => {
    if (document.fullscreenElement !== null) leaveFullscreen();
    else if (document.fullscreenEnabled) document.documentElement.requestFullscreen().catch(() => {});
    else phoneVideo?.webkitEnterFullscreen?.();
  }, [phoneVideo]);
  return { isOn, isPossible, toggle };
}

/** Full screen ends with what fills it: without a player there would be nothing that leaves it. */
export function useLeaveFullscreen(): void {
  useEffect(() => leaveFullscreen, []);
}

function leaveFullscreen(): void {
  if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => {});
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}
