import type { Logger } from '@usher/kit/runtime';
import type { Service, Video } from '@usher/protocol';
import type { MediaCache } from '../store/media-cache.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { LookupQueue, type LookupAsker } from './lookup-queue.ts';
import { MediaError } from './media-error.ts';
import type { MediaReference } from './media-source.ts';
import type { Located } from './media-sources.ts';
import { tidyVideo } from './tidy-video.ts';

export interface MediaLookupsOptions {
  readonly cache: MediaCache;
  readonly openFetch: () => GuardedFetch;
  /** How each lookup ended: `found`, `cached`, an error's name, or `failed` when that is our fault. */
  readonly observe: (service: Service, outcome: string, seconds: number) => void;
  readonly log: Logger;
}

/** MED-2 */
const KEPT_MS = 30 * 86_400_000;
/** What changes is asked again sooner: lists, and what has no length, since live streams end. */
const KEPT_CHANGING_MS = 3_600_000;

/** Looks things up, each once at a time, and keeps what was found (MED-2). */
export class MediaLookups {
  readonly #options: MediaLookupsOptions;
  readonly #queue = new LookupQueue<readonly Video[]>();

  constructor(options: MediaLookupsOptions) {
    this.#options = options;
  }

  /**
   * What each stands for, in the same order.
   * @throws MediaError the first that comes
   */
  async lookUp(wanted: readonly Located[], asker: LookupAsker): Promise<(readonly Video[])[]> {
    const cached = await this.#findCached(wanted);
    return Promise.all(
      wanted.map(async (located) => {
        const { source, reference } = located;
        const found = cached.get(keyOf(reference));
        if (found !== undefined) return found;
        const fetch = () => this.#fetch(located);
        return source.isOffline === true ? fetch() : this.#queue.run(keyOf(reference), asker, fetch);
      }),
    );
  }

  async #fetch({ source, reference }: Located): Promise<readonly Video[]> {
    const { openFetch, observe } = this.#options;
    const startedAt = performance.now();
    const end = (outcome: string) =>
      source.isOffline === true ||
      observe(reference.service, outcome, (performance.now() - startedAt) / 1000);
    try {
      using http = openFetch();
      const videos = (await source.lookUp(reference, http)).map(tidyVideo);
      end('found');
      if (source.isOffline !== true) await this.#keep(reference, videos);
      return videos;
    } catch (error) {
      end(error instanceof MediaError ? error.code : 'failed');
      throw error;
    }
  }

  /** The cache saves work; what it cannot say is looked up. */
  async #findCached(wanted: readonly Located[]): Promise<ReadonlyMap<string, readonly Video[]>> {
    const { cache, observe, log } = this.#options;
    const references = wanted.flatMap(({ source, reference }) =>
      source.isOffline === true ? [] : [reference],
    );
    try {
      const found = await cache.find(references.map(keyOf));
      for (const reference of references)
        if (found.has(keyOf(reference))) observe(reference.service, 'cached', 0);
      return found;
    } catch (error) {
      log.warn({ err: error }, 'the cache of media cannot be read');
      return new Map();
    }
  }

  async #keep(reference: MediaReference, videos: readonly Video[]): Promise<void> {
    const entries = [{ key: keyOf(reference), videos, forMs: keepFor(reference, videos) }];
    if (reference.kind !== 'video')
      for (const video of videos) {
        const single = { ...reference, kind: 'video', id: video.id } as const;
        entries.push({ key: keyOf(single), videos: [video], forMs: keepFor(single, [video]) });
      }
    try {
      await this.#options.cache.keep(entries);
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the cache of media cannot be written');
    }
  }
}

const keyOf = ({ service, kind, id }: MediaReference): string => `${service} ${kind} ${id}`;

function keepFor({ kind }: MediaReference, videos: readonly Video[]): number {
  const isLasting = kind === 'video' && videos.every(({ length }) => length !== undefined);
  return isLasting ? KEPT_MS : KEPT_CHANGING_MS;
}
