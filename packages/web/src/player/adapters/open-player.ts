import { isFrameSource, type FrameSource, type PlaySource } from '../play-source.ts';
import { ElementPlayer } from './element-player.ts';
import type { MediaPlayer } from './media-player.ts';
import { MissingPlayer } from './missing-player.ts';

/** Where a player is to appear: one `<video>` for all files and streams, because browsers that ask for a click ask for it once per element. */
export interface PlayerHosts {
  readonly video: HTMLVideoElement;
  /** For a service's frame. */
  readonly frame: HTMLElement;
}

type FramePlayerClass = new (host: HTMLElement, id: string) => MediaPlayer;

/** What has come already. */
const frameClasses = new Map<FrameSource['kind'], FramePlayerClass>();

/** Makes the player that `source` needs: at once, but for the first of a service, whose script is not loaded before (WEB-17). */
export function openPlayer(
  source: PlaySource,
  { video, frame }: PlayerHosts,
): MediaPlayer | Promise<MediaPlayer> {
  if (!isFrameSource(source)) return new ElementPlayer(video, source);
  const { kind, id } = source;
  const Known = frameClasses.get(kind);
  if (Known !== undefined) return new Known(frame, id);
  return loadFrameClass(kind).then(
    (Loaded) => new Loaded(frame, id),
    () => new MissingPlayer(),
  );
}

async function loadFrameClass(kind: FrameSource['kind']): Promise<FramePlayerClass> {
  const loaded =
    kind === 'youtube'
      ? (await import('./youtube-player.ts')).YoutubePlayer
      : (await import('./vimeo-player.ts')).VimeoPlayer;
  frameClasses.set(kind, loaded);
  return loaded;
}
