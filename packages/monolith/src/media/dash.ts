import { fetchText } from './fetch-text.ts';
import { readIsoDuration } from './iso-duration.ts';
import { readLink } from './link.ts';
import { unsupportedMimeType } from './media-error.ts';
import { lengthOf, type MediaReference, type MediaSource } from './media-source.ts';

/** DASH streams by the link to their manifest. */
export const dash: MediaSource = {
  fromLink(link) {
    const file = readLink(link);
    return file?.extension === 'mpd' ? referenceTo(file.url.href) : null;
  },
  fromId: ({ service, id }) => (service === 'dash' && readLink(id) !== null ? referenceTo(id) : null),
  async lookUp({ id }, http) {
    const { text } = await fetchText(http, new URL(id));
    const title = readLink(id)?.name ?? id;
    const length = lengthOf(durationOf(text));
    return [{ service: 'dash', id, title, mime: 'application/dash+xml', dash_url: id, ...length }];
  },
};

const referenceTo = (id: string): MediaReference => ({ service: 'dash', kind: 'video', id });

/** The first tag of a manifest has few attributes. */
const ROOT_LENGTH_MAX = 8192;

/** All that is wanted stands in the first tag; parsing the document would cost much time for a large one. `null`: live. */
function durationOf(manifest: string): number | null {
  const start = manifest.search(/<MPD\s/);
  if (start === -1) throw unsupportedMimeType('This is not a DASH manifest.');
  const [root = ''] = manifest.slice(start, start + ROOT_LENGTH_MAX).split('>', 1);
  if (attributeOf(root, 'type') === 'dynamic') return null;
  return readIsoDuration(attributeOf(root, 'mediaPresentationDuration') ?? '');
}

const attributeOf = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1];
