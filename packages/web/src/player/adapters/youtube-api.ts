import { loadScript } from './service-frame.ts';

/** As much of YouTube's IFrame API as the page uses. */
export interface YoutubeFrame {
  playVideo(): void;
  pauseVideo(): void;
  seekTo(seconds: number, allowSeekAhead: boolean): void;
  cueVideoById(video: { readonly videoId: string; readonly startSeconds: number }): void;
  setPlaybackRate(rate: number): void;
  setVolume(percent: number): void;
  mute(): void;
  unMute(): void;
  getCurrentTime(): number | undefined;
  getDuration(): number | undefined;
  getVideoLoadedFraction(): number | undefined;
  getAvailablePlaybackRates(): readonly number[] | undefined;
  /** Not documented, and not in all players. */
  getVideoData?(): { readonly isLive?: boolean } | undefined;
  getOption(module: 'captions', option: 'tracklist'): readonly YoutubeTrack[] | undefined;
  setOption(module: 'captions', option: 'track', track: { readonly languageCode?: string }): void;
  destroy(): void;
}

interface YoutubeTrack {
  readonly languageCode: string;
  readonly displayName?: string;
}

export const YoutubeState = {
  Unstarted: -1,
  Ended: 0,
  Playing: 1,
  Paused: 2,
  Buffering: 3,
  Cued: 5,
} as const;

interface YoutubeEvent {
  readonly data: number;
}

interface YoutubeApi {
  readonly Player: new (
    frame: HTMLIFrameElement,
    options: {
      readonly events: {
        readonly onReady: () => void;
        readonly onStateChange: (event: YoutubeEvent) => void;
        readonly onError: (event: YoutubeEvent) => void;
        readonly onAutoplayBlocked: () => void;
      };
    },
  ) => YoutubeFrame;
}

declare global {
  interface Window {
    YT?: Partial<YoutubeApi>;
    onYouTubeIframeAPIReady?: () => void;
  }
}

/** The script calls back when it has loaded the rest of itself. */
export async function loadYoutubeApi(): Promise<YoutubeApi> {
  const ready = new Promise<void>((resolve) => {
    const before = window.onYouTubeIframeAPIReady;
    window.onYouTubeIframeAPIReady = () => {
      before?.();
      resolve();
    };
  });
  await loadScript('https://www.youtube.com/iframe_api');
  if (window.YT?.Player === undefined) await ready;
  return window.YT as YoutubeApi;
}

/** The address of a video's player, without anything of YouTube's own over it. */
export function youtubeEmbedUrl(id: string): string {
  const options = new URLSearchParams({
    enablejsapi: '1',
    origin: location.origin,
    controls: '0',
    disablekb: '1',
    fs: '0',
    iv_load_policy: '3',
    playsinline: '1',
    rel: '0',
  });
  // The host that sets no cookies before somebody plays.
  return `https://www.youtube-nocookie.com/embed/${encodeURIComponent(id)}?${options}`;
}
