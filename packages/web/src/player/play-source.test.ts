import { expect, it } from 'bun:test';
import type { QueueItem } from '@usher/protocol';
import { playSourceOf, sourceKey, type PlaySource } from './play-source.ts';

const stream = 'https://example.org/live';
const cases: [QueueItem, PlaySource | null][] = [
  [
    { service: 'direct', id: '/demo/usher-demo.mp4' },
    { kind: 'file', url: 'demo/usher-demo.mp4' },
  ],
  [
    { service: 'direct', id: 'https://example.org/a.json', src_url: 'https://example.org/a.webm' },
    { kind: 'file', url: 'https://example.org/a.webm' },
  ],
  [
    { service: 'direct', id: 'https://example.org/a.m3u8?x=1' },
    { kind: 'hls', url: 'https://example.org/a.m3u8?x=1' },
  ],
  [
    { service: 'reddit', id: 'a', src_url: stream, mime: 'application/dash+xml' },
    { kind: 'dash', url: stream },
  ],
  [
    { service: 'hls', id: stream, hls_url: stream },
    { kind: 'hls', url: stream },
  ],
  [
    { service: 'hls', id: stream },
    { kind: 'hls', url: stream },
  ],
  [
    { service: 'dash', id: stream },
    { kind: 'dash', url: stream },
  ],
  [
    { service: 'peertube', id: 'a:b', hls_url: stream, src_url: 'https://example.org/a.mp4' },
    { kind: 'hls', url: stream },
  ],
  [
    { service: 'peertube', id: 'a:b', src_url: 'https://example.org/a.mp4' },
    { kind: 'file', url: 'https://example.org/a.mp4' },
  ],
  [
    { service: 'youtube', id: 'dQw4w9WgXcQ' },
    { kind: 'youtube', id: 'dQw4w9WgXcQ' },
  ],
  [
    { service: 'vimeo', id: '76979871' },
    { kind: 'vimeo', id: '76979871' },
  ],
  [{ service: 'pluto', id: 'a' }, null],
];

it.each(cases)('[WEB-12] %o is played as %o', (item, source) => {
  expect(playSourceOf(item)).toEqual(source);
});

it('[WEB-12] is another source when anything of it differs', () => {
  const keys = cases.flatMap(([, source]) => (source === null ? [] : [sourceKey(source)]));
  expect(sourceKey({ kind: 'hls', url: 'a' })).not.toBe(sourceKey({ kind: 'dash', url: 'a' }));
  expect(new Set(keys).size).toBeGreaterThan(7);
});
