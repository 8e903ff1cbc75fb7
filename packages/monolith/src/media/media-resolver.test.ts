import { describe, expect, it } from 'bun:test';
import { directMedia } from './direct.ts';
import { MediaResolver } from './media-resolver.ts';

const media = new MediaResolver([directMedia]);

describe('media', () => {
  it('[ROM-20] knows a media file by the extension of its path', async () => {
    const url = 'https://example.org/films/Big%20Buck%20Bunny.WEBM?download=1';
    expect(await media.resolve({ url })).toEqual({
      ok: true,
      videos: [{ service: 'direct', id: url, title: 'Big Buck Bunny.WEBM', mime: 'video/webm' }],
    });
  });

  it('[ROM-20] takes a path of the site itself, and knows how long its demo clip is', async () => {
    const url = '/demo/usher-demo.mp4';
    expect(await media.resolve({ url })).toEqual({
      ok: true,
      videos: [{ service: 'direct', id: url, title: 'usher-demo.mp4', mime: 'video/mp4', length: 60 }],
    });
  });

  it('[ROM-20] gives one video for each that is wanted, in order', async () => {
    const videos = ['https://a.example/1.mp4', 'https://a.example/2.mp3'].map((id) => ({
      service: 'direct' as const,
      id,
    }));
    const result = await media.resolve({ videos });
    expect(result.ok && result.videos.map(({ id }) => id)).toEqual(videos.map(({ id }) => id));
  });

  const refused = [
    'https://example.org/watch?v=1.mp4',
    'https://example.org/a.exe',
    'ftp://example.org/a.mp4',
    'javascript:alert(1)//.mp4',
    '//example.org/a.mp4',
    '/\\example.org/a.mp4',
    'a.mp4',
    '',
  ];
  for (const url of refused) {
    it(`[ROM-20] refuses ${JSON.stringify(url)}`, async () => {
      const result = await media.resolve({ url });
      expect(result).toMatchObject({ ok: false, error: { code: 'UnsupportedServiceException' } });
    });
  }

  it('[ROM-20] refuses all when one of them cannot be played', async () => {
    const videos = [
      { service: 'direct' as const, id: 'https://a.example/1.mp4' },
      { service: 'youtube' as const, id: 'abc' },
    ];
    expect(await media.resolve({ videos })).toMatchObject({
      ok: false,
      error: { code: 'UnsupportedServiceException' },
    });
  });
});
