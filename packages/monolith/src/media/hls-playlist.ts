import { Parser } from 'm3u8-parser';
import { missingMetadata, unsupportedMimeType } from './media-error.ts';

export type Playlist =
  /** `null`: live, there is no end yet. */
  | { readonly kind: 'media'; readonly lengthSeconds: number | null }
  | { readonly kind: 'master'; readonly lowestVariant: string };

/** All that is read of a playlist, besides the links in it. */
const TAGS = /^#(EXTM3U|EXTINF:|EXT-X-STREAM-INF:|EXT-X-ENDLIST)/;
/** The library takes time that grows with the square of a tag's length: whoever writes the playlist must not be able to use that. */
const TAG_LENGTH_MAX = 1024;
const VARIANTS_MAX = 100;

/** @throws MediaError when `text` is no playlist */
export function readPlaylist(text: string): Playlist {
  const playlist = text.trimStart();
  if (!playlist.startsWith('#EXTM3U')) throw unsupportedMimeType('This is not an HLS playlist.');
  const { segments = [], playlists = [], endList = false } = parse(playlist);
  if (playlists.length > 0) {
    const byBandwidth = playlists.toSorted((a, b) => bandwidthOf(a) - bandwidthOf(b));
    return { kind: 'master', lowestVariant: byBandwidth[0]?.uri ?? '' };
  }
  const lengthSeconds = segments.reduce((sum, { duration = 0 }) => sum + duration, 0);
  return { kind: 'media', lengthSeconds: endList ? lengthSeconds : null };
}

function parse(text: string): Parser['manifest'] {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line !== '' && (!line.startsWith('#') || TAGS.test(line)));
  const tags = lines.filter((line) => line.startsWith('#'));
  const isBounded =
    tags.every(({ length }) => length <= TAG_LENGTH_MAX) &&
    tags.filter((line) => line.startsWith('#EXT-X-STREAM-INF')).length <= VARIANTS_MAX;
  try {
    if (!isBounded) throw new Error('too large');
    const parser = new Parser();
    parser.push(`${lines.join('\n')}\n`);
    parser.end();
    return parser.manifest;
  } catch {
    throw missingMetadata('The HLS playlist cannot be read.');
  }
}

const bandwidthOf = ({ attributes }: { attributes?: { BANDWIDTH?: number } }): number =>
  attributes?.BANDWIDTH ?? Infinity;
