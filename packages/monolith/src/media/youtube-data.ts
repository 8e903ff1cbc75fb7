import type { Video } from '@usher/protocol';
import { z } from 'zod';
import { expectSuccess, readJson } from './fetch-text.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { readIsoDuration } from './iso-duration.ts';
import { outOfQuota } from './media-error.ts';
import { lengthOf } from './media-source.ts';

/** The API's own bound of what it tells about at once. */
const PAGE_ITEMS_MAX = 50;
const LIST_ITEMS_MAX = 100;
const SEARCH_RESULTS_MAX = 10;

const videoList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      snippet: z.object({
        title: z.string(),
        description: z.string().nullish(),
        liveBroadcastContent: z.string().nullish(),
        thumbnails: z.record(z.string(), z.object({ url: z.string() })).nullish(),
      }),
      contentDetails: z.object({ duration: z.string().nullish() }).nullish(),
    }),
  ),
});

const listPage = z.object({
  nextPageToken: z.string().nullish(),
  items: z.array(z.object({ contentDetails: z.object({ videoId: z.string() }) })),
});

const searchPage = z.object({ items: z.array(z.object({ id: z.object({ videoId: z.string() }) })) });

/** YouTube's Data API: what oEmbed does not tell, lengths above all, for operators who have a key. */
export class YoutubeData {
  readonly #key: string;
  readonly #origin: string;

  constructor(key: string, origin: string) {
    this.#key = key;
    this.#origin = origin;
  }

  /** In the order of `ids`, without those that are private or gone. */
  async videos(ids: readonly string[], http: GuardedFetch): Promise<Video[]> {
    const found = new Map<string, Video>();
    for (let at = 0; at < ids.length; at += PAGE_ITEMS_MAX) {
      const page = ids.slice(at, at + PAGE_ITEMS_MAX).join(',');
      const { items } = await this.#get(
        'videos',
        { part: 'snippet,contentDetails', id: page },
        videoList,
        http,
      );
      for (const item of items) found.set(item.id, toVideo(item));
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** The first videos of a list. */
  async list(playlistId: string, http: GuardedFetch): Promise<Video[]> {
    const ids: string[] = [];
    for (let pageToken = ''; ids.length < LIST_ITEMS_MAX;) {
      const parameters = {
        part: 'contentDetails',
        playlistId,
        maxResults: String(PAGE_ITEMS_MAX),
        pageToken,
      };
      const { items, nextPageToken } = await this.#get('playlistItems', parameters, listPage, http);
      ids.push(...items.map(({ contentDetails }) => contentDetails.videoId));
      if (nextPageToken == null || items.length === 0) break;
      pageToken = nextPageToken;
    }
    return this.videos([...new Set(ids)].slice(0, LIST_ITEMS_MAX), http);
  }

  async search(text: string, http: GuardedFetch): Promise<Video[]> {
    const parameters = { part: 'id', type: 'video', maxResults: String(SEARCH_RESULTS_MAX), q: text };
    const { items } = await this.#get('search', parameters, searchPage, http);
    return this.videos(items.map(({ id }) => id.videoId).slice(0, SEARCH_RESULTS_MAX), http);
  }

  async #get<Schema extends z.ZodType>(
    resource: string,
    parameters: Record<string, string>,
    schema: Schema,
    http: GuardedFetch,
  ): Promise<z.output<Schema>> {
    const url = new URL(`/youtube/v3/${resource}`, this.#origin);
    for (const [name, value] of Object.entries(parameters))
      if (value !== '') url.searchParams.set(name, value);
    const fetched = await http.get(url, { headers: { 'X-Goog-Api-Key': this.#key } });
    const text = fetched.bytes.toString('utf8');
    if (
      (fetched.status === 403 || fetched.status === 429) &&
      /"(quota|rateLimit|dailyLimit)Exceeded"/.test(text)
    )
      throw outOfQuota('YouTube answers no more questions of this site today.');
    expectSuccess(fetched);
    return readJson(text, schema);
  }
}

function toVideo({ id, snippet, contentDetails }: z.output<typeof videoList>['items'][number]): Video {
  const { title, description, thumbnails, liveBroadcastContent } = snippet;
  const isLive = liveBroadcastContent === 'live' || liveBroadcastContent === 'upcoming';
  const thumbnail = (thumbnails?.['medium'] ?? thumbnails?.['default'])?.url;
  return {
    service: 'youtube',
    id,
    title,
    ...(isLive ? {} : lengthOf(readIsoDuration(contentDetails?.duration ?? ''))),
    ...(description != null && { description }),
    ...(thumbnail !== undefined && { thumbnail }),
  };
}
