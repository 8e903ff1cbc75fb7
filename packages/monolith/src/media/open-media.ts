import { dash } from './dash.ts';
import { direct } from './direct.ts';
import { FETCH_LIMITS, GuardedFetch, type FetchLimits } from './guarded-fetch.ts';
import { hls } from './hls.ts';
import { HostGuard, type ResolveHost } from './host-guard.ts';
import { manifest } from './manifest.ts';
import type { MediaLookupsOptions } from './media-lookups.ts';
import { MediaResolver } from './media-resolver.ts';
import { otherServices } from './other-services.ts';
import { peertube } from './peertube.ts';
import { siteFile } from './site-file.ts';
import { vimeo } from './vimeo.ts';
import { youtube } from './youtube.ts';

export interface MediaOptions extends Omit<MediaLookupsOptions, 'openFetch'> {
  readonly allowHosts: readonly string[];
  readonly youtubeApiKey: string;
  readonly peertubeInstances: readonly string[];
  /** Where services answer, if not where they do on the Internet. */
  readonly origins?: Origins;
  readonly resolveHost?: ResolveHost;
  readonly limits?: FetchLimits;
}

interface Origins {
  readonly youtube: string;
  readonly youtubeData: string;
  readonly vimeo: string;
  readonly peertube: (host: string) => string;
}

/** All that can be played, and how it is looked up (spec 7). */
export function openMedia(options: MediaOptions): MediaResolver {
  const { allowHosts, youtubeApiKey: apiKey, peertubeInstances, origins, resolveHost } = options;
  const guard = new HostGuard(allowHosts, resolveHost);
  const openFetch = () => new GuardedFetch(guard, options.limits ?? FETCH_LIMITS);
  const sources = [
    siteFile,
    youtube({ apiKey, ...(origins && { origin: origins.youtube, dataOrigin: origins.youtubeData }) }),
    vimeo(origins?.vimeo),
    peertube(peertubeInstances, origins?.peertube),
    manifest,
    hls,
    dash,
    direct,
    otherServices, // refuses what is left
  ];
  return new MediaResolver(sources, { ...options, openFetch });
}
