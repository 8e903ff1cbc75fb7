import type { CaptionTrack, Problem } from './media-player.ts';
import type { ElementSource } from '../play-source.ts';

/** What feeds a `<video>`. */
export interface Stream {
  /** Makes one of the `<video>`'s text tracks load, where the stream does not see it by itself. */
  chooseCaptions?(track: CaptionTrack | null): void;
  goLive?(): void;
  destroy(): void;
}

export interface StreamEvents {
  readonly onLive: (isLive: boolean) => void;
  readonly onProblem: (problem: Problem) => void;
}

/** Loads `url` into `video`. */
export type OpenStream = (video: HTMLVideoElement, url: string, events: StreamEvents) => Stream;

/** How to open a source of that kind; players of streams come over the network only when they are needed. */
export async function streamOpener(kind: ElementSource['kind']): Promise<OpenStream> {
  if (kind === 'dash') return (await import('./dash-stream.ts')).openDash;
  if (kind === 'file' || !hasMediaSource()) return openFile;
  return (await import('./hls-stream.ts')).openHls;
}

/** Where there is none, the browser plays HLS by itself: on older iPhones. */
function hasMediaSource(): boolean {
  return 'MediaSource' in globalThis || 'ManagedMediaSource' in globalThis;
}

const openFile: OpenStream = (video, url) => {
  video.src = url;
  return { destroy: () => {} };
};
