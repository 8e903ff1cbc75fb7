import type { GuardedFetch } from './guarded-fetch.ts';
import { fetchText } from './fetch-text.ts';
import { readPlaylist } from './hls-playlist.ts';
import { readLink } from './link.ts';
import { lengthOf, type MediaReference, type MediaSource } from './media-source.ts';

const EXTENSIONS: ReadonlySet<string> = new Set(['m3u8', 'm3u']);

/** HLS streams by the link to their playlist. Of those with several qualities the lowest is read: all are equally long. */
export const hls: MediaSource = {
  fromLink(link) {
    const file = readLink(link);
    return file !== null && EXTENSIONS.has(file.extension) ? referenceTo(file.url.href) : null;
  },
  fromId: ({ service, id }) => (service === 'hls' && readLink(id) !== null ? referenceTo(id) : null),
  async lookUp({ id }, http) {
    const length = lengthOf(await readLength(http, new URL(id)));
    const title = readLink(id)?.name ?? id;
    return [{ service: 'hls', id, title, mime: 'application/x-mpegURL', hls_url: id, ...length }];
  },
};

const referenceTo = (id: string): MediaReference => ({ service: 'hls', kind: 'video', id });

/** Seconds; `null` for what is live. */
async function readLength(http: GuardedFetch, url: URL): Promise<number | null> {
  const master = await fetchText(http, url);
  const playlist = readPlaylist(master.text);
  if (playlist.kind === 'media') return playlist.lengthSeconds;
  const variant = URL.parse(playlist.lowestVariant, master.url.href);
  if (variant === null) return null;
  const media = readPlaylist((await fetchText(http, variant)).text);
  return media.kind === 'media' ? media.lengthSeconds : null;
}
