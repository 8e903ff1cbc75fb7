import { loadScript } from './service-frame.ts';

/** As much of Vimeo's player API as the page uses. Every method answers later, or refuses with an error that has a name. */
export interface VimeoFrame {
  ready(): Promise<void>;
  play(): Promise<void>;
  pause(): Promise<void>;
  setCurrentTime(seconds: number): Promise<number>;
  setPlaybackRate(rate: number): Promise<number>;
  setVolume(volume: number): Promise<number>;
  setMuted(muted: boolean): Promise<boolean>;
  getDuration(): Promise<number>;
  getTextTracks(): Promise<readonly VimeoTrack[]>;
  enableTextTrack(language: string): Promise<unknown>;
  disableTextTrack(): Promise<void>;
  destroy(): Promise<void>;
  on(event: 'timeupdate' | 'seeked' | 'progress', hear: (news: VimeoTime) => void): void;
  on(
    event:
      'play' | 'playing' | 'pause' | 'seeking' | 'bufferstart' | 'bufferend' | 'ended' | 'durationchange',
    hear: () => void,
  ): void;
  on(event: 'error', hear: (error: VimeoError) => void): void;
}

interface VimeoTime {
  readonly seconds: number;
  readonly percent: number;
  readonly duration: number;
}

export interface VimeoError {
  readonly name: string;
  /** Of which call; without it the player as a whole has failed. */
  readonly method?: string | null;
}

interface VimeoTrack {
  readonly language: string;
  readonly label: string;
  readonly kind: string;
}

interface VimeoApi {
  readonly Player: new (frame: HTMLIFrameElement) => VimeoFrame;
}

declare global {
  interface Window {
    Vimeo?: VimeoApi;
  }
}

export async function loadVimeoApi(): Promise<VimeoApi> {
  await loadScript('https://player.vimeo.com/api/player.js');
  if (window.Vimeo === undefined) throw new Error('Vimeo’s script is not what it was.');
  return window.Vimeo;
}

/** The address of a video's player, without anything of Vimeo's own over it. */
export function vimeoEmbedUrl(id: string): string {
  const options = new URLSearchParams({
    autopause: '0',
    controls: '0',
    dnt: '1',
    keyboard: '0',
    playsinline: '1',
  });
  return `https://player.vimeo.com/video/${encodeURIComponent(id)}?${options}`;
}
