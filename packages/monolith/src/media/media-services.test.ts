import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { MediaServer } from '@usher/harness/media';
import { anyone, openTestMedia, type TestMedia } from '../testing/test-media.ts';

const [FIRST, SECOND, GONE] = ['aaaaaaaaaaa', 'bbb-bbb_bbb', 'ccccccccccc'];

describe('services', () => {
  let server: MediaServer;
  let test: TestMedia;

  async function start(youtubeApiKey = '') {
    test = await openTestMedia({
      youtubeApiKey,
      allowHosts: [server.host],
      peertubeInstances: ['video.example.org', 'video.example.org:9000'],
      origins: {
        youtube: server.origin,
        youtubeData: server.origin,
        vimeo: server.origin,
        peertube: () => server.origin,
      },
    });
  }
  beforeEach(() => {
    server = new MediaServer('/nonexistent');
  });
  afterEach(async () => {
    await test[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  async function resolve(url: string) {
    const result = await test.media.resolve({ url }, anyone);
    return result.ok ? result.videos : result.error;
  }

  describe('YouTube without a key', () => {
    beforeEach(async () => {
      await start();
      server.answer('/oembed', (request) => {
        const video = new URL(new URL(request.url).searchParams.get('url') ?? '').searchParams.get('v');
        if (video === GONE) return new Response('Not Found', { status: 404 });
        if (video === SECOND) return new Response('Unauthorized', { status: 401 });
        return Response.json({
          title: `Video ${video}`,
          thumbnail_url: 'https://i.example/1.jpg',
          html: '<iframe>',
        });
      });
    });

    const links: [link: string, startAt?: number][] = [
      [`https://www.youtube.com/watch?v=${FIRST}`],
      [`https://youtube.com/watch?feature=share&v=${FIRST}&t=1h2m3s`, 3723],
      [`https://m.youtube.com/watch?v=${FIRST}&t=90s`, 90],
      [`https://music.youtube.com/watch?v=${FIRST}`],
      [`https://youtu.be/${FIRST}?t=42`, 42],
      [`https://youtu.be/${FIRST}?si=abc`],
      [`https://www.youtube.com/shorts/${FIRST}`],
      [`https://www.youtube.com/live/${FIRST}?t=nonsense`],
      [`https://www.youtube.com/embed/${FIRST}?start=7`, 7],
      [`https://www.youtube-nocookie.com/embed/${FIRST}`],
      [`https://www.youtube.com/watch?v=${FIRST}&list=PL123&index=2`],
    ];
    for (const [link, startAt] of links) {
      it(`[MED-10] knows ${link}`, async () => {
        const video = {
          service: 'youtube',
          id: FIRST,
          title: `Video ${FIRST}`,
          thumbnail: 'https://i.example/1.jpg',
        } as const;
        expect(await resolve(link)).toEqual([startAt === undefined ? video : { ...video, startAt }]);
      });
    }

    it('[MED-3] says what cannot be had', async () => {
      expect(await resolve(`https://youtu.be/${GONE}`)).toMatchObject({ code: 'VideoNotFoundException' });
      expect(await resolve(`https://youtu.be/${SECOND}`)).toMatchObject({ code: 'MissingMetadataException' });
      expect(await resolve('https://www.youtube.com/playlist?list=PL123')).toMatchObject({
        code: 'UnsupportedServiceException',
        message: expect.stringContaining('monolith.youtube_api_key'),
      });
    });

    it('[API-10] cannot search', async () => {
      const failure = await test.media.preview('big buck bunny', anyone).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 'InvalidAddPreviewInputException',
        message: expect.stringContaining('monolith.youtube_api_key'),
      });
    });
  });

  describe('YouTube with a key', () => {
    let quotaLeft = Infinity;
    beforeEach(async () => {
      quotaLeft = Infinity;
      await start('the-key');
      const answer = (path: string, respond: (query: URLSearchParams) => unknown) =>
        server.answer(`/youtube/v3/${path}`, (request) => {
          if (request.headers.get('X-Goog-Api-Key') !== 'the-key') return new Response('', { status: 403 });
          if (quotaLeft-- <= 0)
            return Response.json({ error: { errors: [{ reason: 'quotaExceeded' }] } }, { status: 403 });
          return Response.json(respond(new URL(request.url).searchParams));
        });
      answer('videos', (query) => ({
        items: (query.get('id') ?? '')
          .split(',')
          .filter((id) => id !== GONE)
          .map(videoItem),
      }));
      answer('playlistItems', (query) =>
        query.get('pageToken') === 'two'
          ? { items: [GONE, SECOND].map(listItem) }
          : { items: [FIRST].map(listItem), nextPageToken: 'two' },
      );
      answer('search', (query) => ({
        items: query.get('q') === 'nothing' ? [] : [{ id: { videoId: SECOND } }],
      }));
      server.answer('/oembed', () => Response.json({ title: 'From oEmbed' }));
    });

    const listItem = (videoId: string) => ({ contentDetails: { videoId } });
    const videoItem = (id: string) => ({
      id,
      snippet: {
        title: `Video ${id}`,
        description: 'x'.repeat(1000),
        liveBroadcastContent: id === 'livelivelive'.slice(0, 11) ? 'live' : 'none',
        thumbnails: {
          default: { url: 'https://i.example/d.jpg' },
          medium: { url: 'https://i.example/m.jpg' },
        },
      },
      contentDetails: { duration: 'PT1M1S' },
    });
    const found = (id: string) => ({
      service: 'youtube' as const,
      id,
      title: `Video ${id}`,
      length: 61,
      description: 'x'.repeat(300),
      thumbnail: 'https://i.example/m.jpg',
    });

    it('[MED-10] knows lengths, but none of what is live', async () => {
      expect(await resolve(`https://youtu.be/${FIRST}`)).toEqual([found(FIRST)]);
      expect(
        ((await resolve('https://youtu.be/livelivelive'.slice(0, -1))) as object[])[0],
      ).not.toHaveProperty('length');
      expect(await resolve(`https://youtu.be/${GONE}`)).toMatchObject({ code: 'VideoNotFoundException' });
      expect(server.requests.every(({ path }) => !path.includes('key'))).toBe(true);
    });

    it('[MED-10] adds all videos of a playlist, in order, and looks none of them up again', async () => {
      expect(await resolve('https://www.youtube.com/playlist?list=PL123')).toEqual([
        found(FIRST),
        found(SECOND),
      ]);
      const before = server.requests.length;
      expect(await resolve(`https://youtu.be/${SECOND}`)).toEqual([found(SECOND)]);
      expect(server.requests).toHaveLength(before);
    });

    it('[MED-10] shows the list that a video is in, and adds the video alone', async () => {
      const link = `https://www.youtube.com/watch?v=${SECOND}&list=PL123`;
      expect(await test.media.preview(link, anyone)).toEqual({
        videos: [found(FIRST), { ...found(SECOND), highlight: true }],
        highlighted: { service: 'youtube', id: SECOND },
      });
      expect(await resolve(link)).toEqual([found(SECOND)]);
    });

    it('[API-20] searches', async () => {
      expect(await test.media.preview('big buck bunny', anyone)).toEqual({ videos: [found(SECOND)] });
      expect(await test.media.preview('nothing', anyone)).toEqual({ videos: [] });
    });

    it('[MED-3] tells when the quota is used up, and goes on without it where that is possible', async () => {
      quotaLeft = 0;
      expect(await resolve('https://www.youtube.com/playlist?list=PL123')).toMatchObject({
        code: 'OutOfQuotaException',
      });
      expect(await resolve(`https://youtu.be/${FIRST}`)).toEqual([
        { service: 'youtube', id: FIRST, title: 'From oEmbed' },
      ]);
    });
  });

  it('[MED-10] adds videos of Vimeo', async () => {
    await start();
    server.answer('/api/oembed.json', (request) => {
      const url = new URL(request.url).searchParams.get('url');
      if (url !== 'https://vimeo.com/76979871') return new Response('', { status: 404 });
      return Response.json({
        title: 'The film',
        description: 'About',
        duration: 62,
        thumbnail_url: 'javascript:alert(1)',
      });
    });
    const video = {
      service: 'vimeo',
      id: '76979871',
      title: 'The film',
      description: 'About',
      length: 62,
    } as const;
    for (const link of ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?h=1'])
      expect(await resolve(link)).toEqual([video]);
    expect(await resolve('https://vimeo.com/1')).toMatchObject({ code: 'VideoNotFoundException' });
  });

  it('[MED-10] adds videos of the PeerTube instances that are configured', async () => {
    await start();
    const description = {
      name: 'Free',
      duration: 10,
      previewPath: '/lazy-static/previews/1.jpg',
      files: [{ fileUrl: 'https://video.example.org/1.mp4' }],
      streamingPlaylists: [{ playlistUrl: 'https://video.example.org/1.m3u8' }],
    };
    server.answer('/api/v1/videos/kkGMgK9ZtnKfYAgnEtQxbv', () => Response.json(description));
    const video = {
      service: 'peertube',
      title: 'Free',
      length: 10,
      thumbnail: `${server.origin}/lazy-static/previews/1.jpg`,
      hls_url: 'https://video.example.org/1.m3u8',
      src_url: 'https://video.example.org/1.mp4',
    } as const;
    for (const host of ['video.example.org', 'video.example.org:9000'])
      for (const path of ['w', 'videos/watch', 'videos/embed']) {
        const id = `${host}:kkGMgK9ZtnKfYAgnEtQxbv`;
        expect(await resolve(`https://${host}/${path}/kkGMgK9ZtnKfYAgnEtQxbv`)).toEqual([{ ...video, id }]);
        expect(await test.media.resolve({ videos: [{ service: 'peertube', id }] }, anyone)).toMatchObject({
          ok: true,
        });
      }
  });
});
