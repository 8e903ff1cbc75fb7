import { z } from 'zod';
import { fetchJson } from './fetch-text.ts';
import { readLink } from './link.ts';
import { lengthOf, type MediaReference, type MediaSource } from './media-source.ts';

const webUrl = z.url({ protocol: /^https?$/ }).max(2048);

/** OpenTogetherTube's own description of a video and its files. */
const customManifest = z.object({
  title: z.string().min(1).max(100),
  duration: z.number().min(0),
  live: z.boolean().exactOptional(),
  thumbnail: webUrl.exactOptional(),
  sources: z
    .array(
      z.object({
        url: webUrl,
        contentType: z.enum(['video/mp4', 'video/webm', 'video/ogg', 'video/x-matroska']),
        quality: z.number(),
        bitrate: z.number().exactOptional(),
      }),
    )
    .min(1)
    .max(100),
  textTracks: z
    .array(
      z.object({
        url: webUrl,
        contentType: z.literal('text/vtt'),
        srclang: z.string(),
        name: z.string().exactOptional(),
        default: z.boolean().exactOptional(),
      }),
    )
    .max(100)
    .exactOptional(),
});

/** Videos that a JSON file describes. It is the best of their qualities that is played. */
export const manifest: MediaSource = {
  fromLink(link) {
    const file = readLink(link);
    return file?.extension === 'json' ? referenceTo(file.url.href) : null;
  },
  fromId: ({ service, id }) =>
    service === 'direct' && readLink(id)?.extension === 'json' ? referenceTo(id) : null,
  async lookUp({ id }, http) {
    const { title, duration, live, thumbnail, sources, textTracks } = await fetchJson(
      http,
      new URL(id),
      customManifest,
    );
    const best = sources.reduce((a, b) => (b.quality > a.quality ? b : a));
    const subtitles = textTracks?.find((track) => track.default === true);
    return [
      {
        service: 'direct',
        id,
        title,
        mime: best.contentType,
        src_url: best.url,
        ...(live === true ? {} : lengthOf(duration)),
        ...(thumbnail !== undefined && { thumbnail }),
        ...(subtitles !== undefined && { subtitleUrl: subtitles.url }),
      },
    ];
  },
};

const referenceTo = (id: string): MediaReference => ({ service: 'direct', kind: 'video', id });
