import type { Video } from '@usher/protocol';
import { fileOf } from './link.ts';
import { MEDIA_TYPES } from './media-types.ts';
import type { MediaReference, MediaSource } from './media-source.ts';

/** The clip that the site itself serves, for trying things out (spec 8.3). */
const DEMO_CLIP = { path: '/demo/usher-demo.mp4', lengthSeconds: 60 };

/** Media files of the site itself, by their path: a friend's browser finds them wherever it found the site. Nothing is fetched. */
export const siteFile: MediaSource = {
  isOffline: true,
  fromLink: referenceOf,
  fromId: ({ service, id }) => (service === 'direct' ? referenceOf(id) : null),
  async lookUp({ id }) {
    const { name, extension } = fileOf(new URL(id, SITE));
    const mime = MEDIA_TYPES[extension];
    const video: Video = { service: 'direct', id, title: name, ...(mime !== undefined && { mime }) };
    return [id === DEMO_CLIP.path ? { ...video, length: DEMO_CLIP.lengthSeconds } : video];
  },
};

const SITE = 'http://site.invalid';

function referenceOf(link: string): MediaReference | null {
  if (!link.startsWith('/') || /^[/\\]{2}/.test(link)) return null;
  const url = URL.parse(link, SITE);
  const isMedia = url?.origin === SITE && MEDIA_TYPES[fileOf(url).extension] !== undefined;
  return isMedia ? { service: 'direct', kind: 'video', id: link } : null;
}
