import type { Video } from '@usher/protocol';
import type { GuardedFetch } from './guarded-fetch.ts';
import { readLink } from './link.ts';
import { invalidVideoId, MediaError, unsupportedService, videoNotFound } from './media-error.ts';
import type { MediaReference, MediaSource } from './media-source.ts';
import { fetchOembed } from './oembed.ts';
import { YoutubeData } from './youtube-data.ts';
import { readYoutubeLink } from './youtube-link.ts';

export interface YoutubeOptions {
  /** For the Data API; empty: videos are found, but no lengths, lists and searches. */
  readonly apiKey: string;
  /** Where YouTube answers. */
  readonly origin?: string;
  readonly dataOrigin?: string;
}

/** YouTube's videos; with a key of its Data API also their lengths, playlists and search. */
export function youtube({ apiKey, origin, dataOrigin }: YoutubeOptions): MediaSource {
  const data = apiKey === '' ? null : new YoutubeData(apiKey, dataOrigin ?? 'https://www.googleapis.com');
  const oembed = new URL('/oembed', origin ?? 'https://www.youtube.com');

  async function video(id: string, http: GuardedFetch): Promise<readonly Video[]> {
    const [found] = (await data?.videos([id], http).catch(withoutQuota)) ?? [await askAnyone(id, http)];
    if (found === undefined) throw videoNotFound('This YouTube video is private, or there is no such video.');
    return [found];
  }

  async function askAnyone(id: string, http: GuardedFetch): Promise<Video> {
    const found = await fetchOembed(http, oembed, `https://www.youtube.com/watch?v=${id}`);
    return {
      service: 'youtube',
      id,
      ...(found.title != null && { title: found.title }),
      ...(found.thumbnail_url != null && { thumbnail: found.thumbnail_url }),
    };
  }

  return {
    fromLink(link) {
      const url = readLink(link)?.url;
      const named = url === undefined ? null : readYoutubeLink(url);
      if (named === null) return null;
      const { video: id, list, startAt } = named;
      if (id === null && list !== null) return listOf(list, data !== null);
      return {
        ...videoOf(id ?? ''),
        ...(startAt !== null && { startAt }),
        ...(list !== null && data !== null && LIST_ID.test(list) && { list }),
      };
    },
    fromId: ({ service, id }) => (service === 'youtube' ? videoOf(id) : null),
    fromSearch: (text) => (data === null ? null : { service: 'youtube', kind: 'search', id: text }),
    async lookUp({ kind, id }, http) {
      if (kind === 'video') return video(id, http);
      return (await (kind === 'list' ? data?.list(id, http) : data?.search(id, http))) ?? [];
    },
  };
}

const LIST_ID = /^[\w-]{2,64}$/;

function videoOf(id: string): MediaReference {
  if (!/^[\w-]{11}$/.test(id))
    throw invalidVideoId('This link does not name a YouTube video: their ids have 11 characters.');
  return { service: 'youtube', kind: 'video', id };
}

function listOf(id: string, hasKey: boolean): MediaReference {
  if (!LIST_ID.test(id)) throw invalidVideoId('This link does not name a YouTube playlist.');
  if (!hasKey)
    throw unsupportedService(
      'YouTube’s playlists need a key of its Data API (monolith.youtube_api_key). Paste a link to one video.',
    );
  return { service: 'youtube', kind: 'list', id };
}

/** What anyone may ask is better than nothing. */
function withoutQuota(error: unknown): null {
  if (error instanceof MediaError && error.code === 'OutOfQuotaException') return null;
  throw error;
}
