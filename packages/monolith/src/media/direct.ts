import type { Video } from '@usher/protocol';
import type { RoomError } from '../core/room/room-io.ts';
import type { MediaSource } from './media-resolver.ts';

/** Files that browsers play by themselves, by the extension of the path. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  ogv: 'video/ogg',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
  opus: 'audio/ogg',
};

/** The clip that the site itself serves, for trying things out. It is the only one whose length is known without fetching it. */
const DEMO_CLIP = { path: '/demo/usher-demo.mp4', lengthSeconds: 60 };

/** Links to media files anywhere on the web, or on the site itself. Nothing is fetched: the name tells what it is. */
export const directMedia: MediaSource = {
  service: 'direct',
  fromUrl(url) {
    const video = describe(url);
    return video === null ? null : Promise.resolve(video);
  },
  async fromId(id) {
    return describe(id) ?? NOT_A_FILE;
  },
};

const NOT_A_FILE: RoomError = {
  code: 'UnsupportedServiceException',
  message: `Not a link to a media file. Its path must end in one of: ${Object.keys(MIME_TYPES).join(', ')}.`,
};

function describe(url: string): Video | null {
  const path = pathOf(url);
  const name = path?.slice(path.lastIndexOf('/') + 1);
  const mime = MIME_TYPES[/\.([a-z0-9]+)$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? ''];
  if (name === undefined || mime === undefined) return null;
  const video: Video = { service: 'direct', id: url, title: decode(name), mime };
  return url === DEMO_CLIP.path ? { ...video, length: DEMO_CLIP.lengthSeconds } : video;
}

/** The path of an http(s) or site-relative URL. */
function pathOf(url: string): string | null {
  const isRelative = url.startsWith('/') && !/^[/\\]{2}/.test(url);
  const parsed = URL.parse(url, isRelative ? 'http://site.invalid' : undefined);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.pathname : null;
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
