import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { SERVICES } from '@usher/protocol';
import { anyone, openTestMedia, type TestMedia } from '../testing/test-media.ts';

/** What is said of links without asking anybody. */
describe('links to media', () => {
  let test: TestMedia;
  beforeAll(async () => {
    test = await openTestMedia({
      peertubeInstances: ['video.example.org'],
      resolveHost: () => Promise.reject(new Error('nothing is asked')),
    });
  });
  afterAll(() => test[Symbol.asyncDispose]());

  const codeOf = async (wanted: Parameters<TestMedia['media']['resolve']>[0]) => {
    const result = await test.media.resolve(wanted, anyone);
    return result.ok ? 'found' : result.error.code;
  };

  it('[ROM-20] takes a path of the site itself, and knows how long its demo clip is', async () => {
    for (const wanted of [
      { url: '/demo/usher-demo.mp4' },
      { videos: [{ service: 'direct', id: '/demo/usher-demo.mp4' }] },
    ] as const) {
      expect(await test.media.resolve(wanted, anyone)).toEqual({
        ok: true,
        videos: [
          {
            service: 'direct',
            id: '/demo/usher-demo.mp4',
            title: 'usher-demo.mp4',
            mime: 'video/mp4',
            length: 60,
          },
        ],
      });
    }
    expect(await codeOf({ url: '/films/a.webm' })).toBe('found');
  });

  it('[ROM-20] gives one video for each that is wanted, in order, or none', async () => {
    const videos = ['/2.mp4', '/1.mp3'].map((id) => ({ service: 'direct' as const, id }));
    const result = await test.media.resolve({ videos }, anyone);
    expect(result.ok && result.videos.map(({ id }) => id)).toEqual(['/2.mp4', '/1.mp3']);
    const withOther = [...videos, { service: 'tubi' as const, id: '1' }];
    expect(await codeOf({ videos: withOther })).toBe('UnsupportedServiceException');
  });

  const refused: [url: string, code: string][] = [
    ['https://example.org/watch?v=1.mp4', 'UnsupportedServiceException'],
    ['https://example.org/a.exe', 'UnsupportedServiceException'],
    ['https://example.org/', 'UnsupportedServiceException'],
    ['ftp://example.org/a.mp4', 'UnsupportedServiceException'],
    ['javascript:alert(1)//.mp4', 'UnsupportedServiceException'],
    ['//example.org/a.mp4', 'UnsupportedServiceException'],
    ['/\\example.org/a.mp4', 'UnsupportedServiceException'],
    ['/page.html', 'UnsupportedServiceException'],
    ['a.mp4', 'UnsupportedServiceException'],
    ['', 'UnsupportedServiceException'],
    ['https://me:secret@example.org/a.mp4', 'UnsupportedServiceException'],
    ['http://10.0.0.1/a.mp4', 'UnsupportedServiceException'],
    ['http://localhost/a.mp4', 'UnsupportedServiceException'],
    ['file:///home/me/film.mp4', 'LocalFileException'],
    ['C:\\films\\film.mp4', 'LocalFileException'],
    ['https://www.youtube.com/watch?v=short', 'InvalidVideoIdException'],
    ['https://www.youtube.com/@somebody', 'InvalidVideoIdException'],
    ['https://www.youtube.com/playlist?list=PL0123456789', 'UnsupportedServiceException'],
    ['https://vimeo.com/about', 'InvalidVideoIdException'],
    ['https://other.example.org/w/abc', 'UnsupportedServiceException'],
    ['https://www.reddit.com/r/videos/comments/abc/', 'UnsupportedServiceException'],
    ['https://tubitv.com/movies/1', 'UnsupportedServiceException'],
    ['https://drive.google.com/file/d/abc/view', 'UnsupportedServiceException'],
  ];
  for (const [url, code] of refused) {
    it(`[MED-3] refuses ${JSON.stringify(url)} as ${code}`, async () => {
      expect(await codeOf({ url })).toBe(code);
    });
  }

  it('[MED-3] says of every service that it does not know that it does not', async () => {
    const known = new Set<string>(['youtube', 'vimeo', 'direct', 'hls', 'dash', 'peertube']);
    for (const service of SERVICES.filter((name) => !known.has(name))) {
      const result = await test.media.resolve({ videos: [{ service, id: 'a' }] }, anyone);
      expect(result).toEqual({
        ok: false,
        error: {
          code: 'UnsupportedServiceException',
          message: `Videos of ${service} cannot be played here.`,
        },
      });
    }
  });

  const badIds: [service: (typeof SERVICES)[number], id: string, code: string][] = [
    ['direct', 'a', 'UnsupportedServiceException'],
    ['direct', 'file:///a.mp4', 'LocalFileException'],
    ['hls', 'x', 'UnsupportedServiceException'],
    ['dash', 'javascript:alert(1)', 'UnsupportedServiceException'],
    ['youtube', '../../../etc', 'InvalidVideoIdException'],
    ['vimeo', '12/34', 'InvalidVideoIdException'],
    ['peertube', 'abc', 'UnsupportedServiceException'],
    ['peertube', 'other.example.org:abc', 'UnsupportedServiceException'],
    ['peertube', 'video.example.org:../users', 'InvalidVideoIdException'],
  ];
  for (const [service, id, code] of badIds) {
    it(`[MED-3] refuses ${service} ${JSON.stringify(id)}`, async () => {
      expect(await codeOf({ videos: [{ service, id }] })).toBe(code);
    });
  }
});
