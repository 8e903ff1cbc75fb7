import { z } from 'zod';
import { fetchJson } from './fetch-text.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { MediaError, missingMetadata } from './media-error.ts';

const answer = z.object({
  title: z.string().nullish(),
  description: z.string().nullish(),
  duration: z.number().nullish(),
  thumbnail_url: z.string().nullish(),
});

/**
 * What a service tells anyone about one of its videos (oembed.com).
 * @param endpoint where the service answers
 * @param video the page of the video
 */
export async function fetchOembed(
  http: GuardedFetch,
  endpoint: URL,
  video: string,
): Promise<z.output<typeof answer>> {
  const url = new URL(endpoint);
  url.searchParams.set('url', video);
  url.searchParams.set('format', 'json');
  try {
    return await fetchJson(http, url, answer);
  } catch (error) {
    if (error instanceof MediaError && error.code === 'VideoNotFoundException') throw error;
    throw missingMetadata('This video is private, or may not be played on other sites.');
  }
}
