import { useSyncExternalStore } from 'react';
import { keep, recall } from '../kept.ts';

export const CAPTION_SIZES = ['small', 'medium', 'large'] as const;
type CaptionSize = (typeof CAPTION_SIZES)[number];

/** What each viewer sets for themselves; this browser remembers it. */
export interface PlayerSettings {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  readonly hasCaptions: boolean;
  /** The id of the choice that was made last; empty before the first. */
  readonly captions: string;
  readonly captionSize: CaptionSize;
  readonly hasShortcuts: boolean;
}

const KEY = 'usher.player';
const AT_FIRST: PlayerSettings = {
  volume: 1,
  isMuted: false,
  hasCaptions: false,
  captions: '',
  captionSize: 'medium',
  hasShortcuts: true,
};

const listeners = new Set<() => void>();
let settings: PlayerSettings | null = null;

export function playerSettings(): PlayerSettings {
  settings ??= readSettings(recall(KEY));
  return settings;
}

export function changePlayerSettings(changes: Partial<PlayerSettings>): void {
  settings = { ...playerSettings(), ...changes };
  keep(KEY, JSON.stringify(settings));
  for (const listener of listeners) listener();
}

export function usePlayerSettings(): PlayerSettings {
  return useSyncExternalStore(subscribe, playerSettings);
}

/** Whatever was kept: perhaps by another version of the page. */
export function readSettings(text: string | null): PlayerSettings {
  const kept = parse(text);
  return {
    volume: isShare(kept['volume']) ? kept['volume'] : AT_FIRST.volume,
    isMuted: kept['isMuted'] === true,
    hasCaptions: kept['hasCaptions'] === true,
    captions: typeof kept['captions'] === 'string' ? kept['captions'] : AT_FIRST.captions,
    captionSize: CAPTION_SIZES.find((size) => size === kept['captionSize']) ?? AT_FIRST.captionSize,
    hasShortcuts: kept['hasShortcuts'] !== false,
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function parse(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
