import type { QueueItem } from '@usher/protocol';
import { belowBase } from '../site-path.ts';

/** What a player of the page can load. */
export type PlaySource = ElementSource | FrameSource;

/** For a `<video>`: a file, or a stream of segments. */
export interface ElementSource {
  readonly kind: 'file' | 'hls' | 'dash';
  readonly url: string;
}

/** For a service's own player in a frame. */
export interface FrameSource {
  readonly kind: 'youtube' | 'vimeo';
  readonly id: string;
}

/** How to play an item here, or `null` when this page cannot. Streams come first: they suit any connection. */
export function playSourceOf(item: QueueItem): PlaySource | null {
  const { service, id, hls_url, dash_url, src_url, mime } = item;
  if (service === 'youtube' || service === 'vimeo') return { kind: service, id };
  if (hls_url !== undefined) return { kind: 'hls', url: hls_url };
  if (dash_url !== undefined) return { kind: 'dash', url: dash_url };
  if (service === 'hls' || service === 'dash') return { kind: service, url: src_url ?? id };
  const url = src_url ?? (service === 'direct' ? id : null);
  return url === null ? null : { kind: kindOf(url, mime), url: belowBase(url) };
}

/** Two sources of the same thing are one: players are not started anew for them. */
export function sourceKey(source: PlaySource): string {
  return `${source.kind} ${'url' in source ? source.url : source.id}`;
}

export const isFrameSource = (source: PlaySource): source is FrameSource => 'id' in source;

function kindOf(url: string, mime = ''): ElementSource['kind'] {
  const path = url.replace(/[?#].*$/, '').toLowerCase();
  if (/mpegurl/i.test(mime) || /\.m3u8?$/.test(path)) return 'hls';
  if (/dash\+xml/i.test(mime) || path.endsWith('.mpd')) return 'dash';
  return 'file';
}
