import { expectSuccess, mimeTypeOf, refusePage } from './fetch-text.ts';
import { readLink } from './link.ts';
import { unsupportedMimeType } from './media-error.ts';
import { readDuration } from './media-duration.ts';
import { lengthOf, type MediaReference, type MediaSource } from './media-source.ts';
import { MEDIA_TYPES } from './media-types.ts';
import { RangedFile } from './ranged-file.ts';

/** Links to media files anywhere on the web. Their head and tail are read for their length; one that nobody can tell is left out. */
export const direct: MediaSource = {
  fromLink(link) {
    const file = readLink(link);
    return file !== null && file.extension in MEDIA_TYPES ? referenceTo(file.url.href) : null;
  },
  fromId({ service, id }) {
    const isMedia = service === 'direct' && (readLink(id)?.extension ?? '') in MEDIA_TYPES;
    return isMedia ? referenceTo(id) : null;
  },
  async lookUp({ id }, http) {
    const url = new URL(id);
    const file = new RangedFile(http, url);
    const first = await file.open();
    expectSuccess(first);
    refusePage(first);
    refuseOther(mimeTypeOf(first.headers['content-type']));
    const { name: title, extension } = readLink(id) ?? { name: id, extension: '' };
    const mime = MEDIA_TYPES[extension] ?? '';
    return [{ service: 'direct', id, title, mime, ...lengthOf(await readDuration(file)) }];
  },
};

const referenceTo = (id: string): MediaReference => ({ service: 'direct', kind: 'video', id });

/** Servers that do not know a file's type call it a stream of bytes; those that call it something else than media mean it. */
function refuseOther(type: string): void {
  const isMedia =
    /^(video|audio)\/|^application\/(octet-stream|ogg|mp4|x-matroska)$|^binary\/octet-stream$/.test(type);
  if (type !== '' && !isMedia)
    throw unsupportedMimeType(`The server calls this file "${type.slice(0, 100)}", which cannot be played.`);
}
