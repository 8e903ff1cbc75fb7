import { isFrameSource, type PlaySource } from '../play-source.ts';
import { ElementPlayer } from './element-player.ts';
import type { MediaPlayer } from './media-player.ts';
import { VimeoPlayer } from './vimeo-player.ts';
import { YoutubePlayer } from './youtube-player.ts';

/** Where a player is to appear: one `<video>` for all files and streams, because browsers that ask for a click ask for it once per element. */
export interface PlayerHosts {
  readonly video: HTMLVideoElement;
  /** For a service's frame. */
  readonly frame: HTMLElement;
}

/** Makes the player that `source` needs. */
export function openPlayer(source: PlaySource, { video, frame }: PlayerHosts): MediaPlayer {
  if (!isFrameSource(source)) return new ElementPlayer(video, source);
  return source.kind === 'youtube' ? new YoutubePlayer(frame, source.id) : new VimeoPlayer(frame, source.id);
}
