import type { MediaResolver } from '../media/media-resolver.ts';
import { openMedia, type MediaOptions } from '../media/open-media.ts';
import { openDurableStore } from '../store/durable-store.ts';
import { MediaCache } from '../store/media-cache.ts';
import { log, temporaryDirectory } from './test-monolith.ts';

/** A resolver with a database of its own, and what was counted of it. */
export interface TestMedia extends AsyncDisposable {
  readonly media: MediaResolver;
  /** `service outcome` of every lookup so far. */
  readonly observed: string[];
}

export async function openTestMedia(options: Partial<MediaOptions> = {}): Promise<TestMedia> {
  const directory = temporaryDirectory();
  const store = await openDurableStore(directory.path);
  const observed: string[] = [];
  const media = openMedia({
    allowHosts: [],
    youtubeApiKey: '',
    peertubeInstances: [],
    cache: new MediaCache(store),
    observe: (service, outcome) => observed.push(`${service} ${outcome}`),
    log,
    ...options,
  });
  return {
    media,
    observed,
    async [Symbol.asyncDispose]() {
      await store.destroy();
      directory.remove();
    },
  };
}

/** Somebody with all the time in the world. */
export const anyone = { by: 'anyone', signal: new AbortController().signal };
