import type { Video } from '@usher/protocol';
import { z } from 'zod';
import { fetchJson } from './fetch-text.ts';
import { readLink } from './link.ts';
import { invalidVideoId, unsupportedService } from './media-error.ts';
import { lengthOf, type MediaReference, type MediaSource } from './media-source.ts';

const description = z.object({
  name: z.string(),
  description: z.string().nullish(),
  duration: z.number().nullish(),
  isLive: z.boolean().nullish(),
  previewPath: z.string().nullish(),
  thumbnailPath: z.string().nullish(),
  files: z.array(z.object({ fileUrl: z.string() })).nullish(),
  streamingPlaylists: z.array(z.object({ playlistUrl: z.string() })).nullish(),
});

/** Videos of the instances that the operator names; which site is one cannot be seen from its name. */
export function peertube(
  instances: readonly string[],
  originOf = (host: string) => `https://${host}`,
): MediaSource {
  const hosts = new Set(instances.map((host) => host.toLowerCase()));

  function referenceTo(host: string, id: string): MediaReference {
    if (!hosts.has(host))
      throw unsupportedService(`${host} is not one of the PeerTube instances of this site.`);
    if (!/^[\w-]{1,64}$/.test(id)) throw invalidVideoId('This is not the id of a PeerTube video.');
    return { service: 'peertube', kind: 'video', id: `${host}:${id}` };
  }

  return {
    fromLink(link) {
      const { host = '', pathname = '' } = readLink(link)?.url ?? {};
      const id = /^\/(?:w|videos\/watch|videos\/embed)\/([^/]+)\/?$/.exec(pathname)?.[1];
      return id === undefined || !hosts.has(host) ? null : referenceTo(host, id);
    },
    fromId({ service, id }) {
      const at = id.lastIndexOf(':');
      return service === 'peertube' ? referenceTo(id.slice(0, Math.max(at, 0)), id.slice(at + 1)) : null;
    },
    async lookUp({ id }, http) {
      const at = id.lastIndexOf(':');
      const origin = originOf(id.slice(0, at));
      const found = await fetchJson(http, new URL(`/api/v1/videos/${id.slice(at + 1)}`, origin), description);
      return [toVideo(id, origin, found)];
    },
  };
}

function toVideo(id: string, origin: string, found: z.output<typeof description>): Video {
  const picture = found.previewPath ?? found.thumbnailPath;
  const playlist = found.streamingPlaylists?.[0]?.playlistUrl;
  const file = found.files?.[0]?.fileUrl;
  return {
    service: 'peertube',
    id,
    title: found.name,
    ...(found.isLive === true ? {} : lengthOf(found.duration)),
    ...(found.description != null && { description: found.description }),
    ...(picture != null && { thumbnail: new URL(picture, origin).href }),
    ...(playlist !== undefined && { hls_url: playlist }),
    ...(file !== undefined && { src_url: file }),
  };
}
