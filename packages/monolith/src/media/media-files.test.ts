import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'bun:test';
import { requireTool, tempDir } from '@usher/harness';
import { makeClips, MediaServer } from '@usher/harness/media';
import type { Video } from '@usher/protocol';
import { anyone, openTestMedia, type TestMedia } from '../testing/test-media.ts';

/** What the clips are made of lasts 2 s; the frames of sound do not end just there. */
const SECONDS = 2;

describe.skipIf(!requireTool('ffmpeg').available)('media files', () => {
  const directory = tempDir();
  let server: MediaServer;
  let test: TestMedia;
  beforeAll(async () => {
    await makeClips(directory.path, { seconds: SECONDS });
    server = new MediaServer(directory.path);
  }, 60_000);
  beforeEach(async () => {
    await test?.[Symbol.asyncDispose]();
    test = await openTestMedia({ allowHosts: [server.host] });
    server.hasRanges = true;
    server.requests.length = 0;
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    directory[Symbol.dispose]();
  });

  async function resolve(path: string) {
    const result = await test.media.resolve({ url: `${server.origin}${path}` }, anyone);
    return result.ok ? result.videos : result.error;
  }

  /** The only video there. */
  async function one(path: string): Promise<Video> {
    const [video] = [await resolve(path)].flat();
    if (video === undefined || 'code' in video)
      throw new Error(`nothing was found: ${JSON.stringify(video)}`);
    return video;
  }

  const clips: [name: string, mime: string, lengths: number[]][] = [
    ['clip.mp4', 'video/mp4', [SECONDS, SECONDS + 1]],
    ['faststart.mp4', 'video/mp4', [SECONDS, SECONDS + 1]],
    ['clip.mov', 'video/quicktime', [SECONDS, SECONDS + 1]],
    ['clip.webm', 'video/webm', [SECONDS, SECONDS + 1]],
    ['clip.mp3', 'audio/mpeg', [SECONDS + 1]],
    ['clip.ogg', 'audio/ogg', [SECONDS]],
    ['clip.opus', 'audio/ogg', [SECONDS, SECONDS + 1]],
    ['clip.m4a', 'audio/mp4', [SECONDS, SECONDS + 1]],
  ];
  for (const [name, mime, lengths] of clips) {
    it(`[MED-10] knows how long ${name} is`, async () => {
      const id = `${server.origin}/${name}?a=b`;
      const video = await one(`/${name}?a=b#fragment`);
      expect(video).toMatchObject({ service: 'direct', id, title: name, mime });
      expect(lengths).toContain(video.length ?? -1);
    });
  }

  it('[MED-10] rounds a length up', async () => {
    const video = await one('/clip.mp3');
    expect(video.length).toBe(SECONDS + 1); // 2.0x s
  });

  it('[MED-1] [MED-10] reads the head and the tail of a large file only', async () => {
    const clip = await Bun.file(`${directory.path}/clip.mp4`).bytes();
    // What is played is blown up with a box that players skip; where the tables stand at the end, they still do.
    const filler = new Uint8Array(20 * 1024 * 1024);
    new DataView(filler.buffer).setUint32(0, filler.length);
    filler.set(new TextEncoder().encode('free'), 4);
    const ftypLength = new DataView(clip.buffer, clip.byteOffset).getUint32(0);
    const parts = [clip.subarray(0, ftypLength), filler, clip.subarray(ftypLength)];
    await Bun.write(`${directory.path}/large.mp4`, Buffer.concat(parts));
    expect(await resolve('/large.mp4')).toMatchObject([{ length: SECONDS }]);
    expect(server.requests.every(({ headers }) => headers.has('range'))).toBe(true);
    expect(server.requests.length).toBeLessThan(6);
  });

  it('[MED-10] takes what a server without ranges sends first', async () => {
    server.hasRanges = false;
    expect(await resolve('/faststart.mp4')).toMatchObject([{ length: SECONDS }]);
    expect(server.requests).toHaveLength(1);
  });

  it('[ROM-11] [MED-10] takes a file whose length nobody can tell without one', async () => {
    server.answer(
      '/odd.ogv',
      () => new Response('not what it says', { headers: { 'Content-Type': 'video/ogg' } }),
    );
    const video = await one('/odd.ogv');
    expect(video).toEqual({
      service: 'direct',
      id: `${server.origin}/odd.ogv`,
      title: 'odd.ogv',
      mime: 'video/ogg',
    });
  });

  it('[MED-3] refuses a page behind the name of a file, and what the server calls something else', async () => {
    for (const type of ['text/html; charset=utf-8', 'application/pdf']) {
      server.answer('/page.mp4', () => new Response('<p>', { headers: { 'Content-Type': type } }));
      expect(await resolve('/page.mp4')).toMatchObject({ code: 'UnsupportedMimeTypeException' });
    }
    expect(await resolve('/missing.mp4')).toMatchObject({ code: 'VideoNotFoundException' });
    server.answer('/broken.mp4', () => new Response('', { status: 500 }));
    expect(await resolve('/broken.mp4')).toMatchObject({ code: 'MissingMetadataException' });
  });

  it('[MED-10] reads on where a link leads to', async () => {
    server.answer('/moved.mp4', () => Response.redirect(`${server.origin}/large.mp4`, 302));
    expect(await resolve('/moved.mp4')).toMatchObject([{ title: 'moved.mp4', length: SECONDS }]);
    expect(server.countOf('/moved.mp4')).toBe(1);
  });

  it('[ROM-11] [MED-10] takes no part of a file for the whole', async () => {
    const part = await Bun.file(`${directory.path}/clip.mp3`).slice(0, 8000).bytes();
    const headers = { 'Content-Type': 'audio/mpeg', 'Content-Range': 'bytes 0-7999/*' };
    server.answer('/part.mp3', () => new Response(part, { status: 206, headers }));
    expect(await one('/part.mp3')).not.toHaveProperty('length');
  });

  it('[MED-1] [MED-10] does not believe impossible sizes', async () => {
    const headers = { 'Content-Type': 'video/mp4', 'Content-Range': 'bytes 0-15/9007199254740991' };
    const box = Buffer.from('7fffffff6d6f6f760000000000000000', 'hex'); // 2 GiB of tables
    server.answer('/huge.mp4', () => new Response(box, { status: 206, headers }));
    const video = await one('/huge.mp4');
    expect(video.length).toBeUndefined();
  });

  it('[MED-10] adds an HLS stream by its master playlist, of which the lowest quality is read', async () => {
    const id = `${server.origin}/hls/master.m3u8`;
    expect(await resolve('/hls/master.m3u8')).toEqual([
      {
        service: 'hls',
        id,
        title: 'master.m3u8',
        mime: 'application/x-mpegURL',
        hls_url: id,
        length: SECONDS,
      },
    ]);
    expect(server.countOf('/hls/stream.m3u8')).toBe(1);
    const lines = ['#EXTM3U'];
    for (const [bandwidth, uri] of [
      [900, 'high'],
      [100, 'low'],
      [500, 'middle'],
    ])
      lines.push(`#EXT-X-STREAM-INF:BANDWIDTH=${bandwidth},CODECS="avc1,mp4a"`, `${uri}.m3u8`);
    server.answer('/qualities.m3u8', () => new Response(lines.join('\r\n')));
    server.answer(
      '/low.m3u8',
      () => new Response('#EXTM3U\n#EXTINF:1.5,\na.ts\n#EXTINF:2,\nb.ts\n#EXT-X-ENDLIST'),
    );
    expect(await resolve('/qualities.m3u8')).toMatchObject([{ length: 4 }]);
  });

  it('[MED-10] adds live HLS without a length', async () => {
    server.answer('/live.m3u8', () => new Response('#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n'));
    const video = await one('/live.m3u8');
    expect(video).toMatchObject({ service: 'hls' });
    expect(video).not.toHaveProperty('length');
  });

  it('[MED-3] refuses what only looks like a playlist, in time that does not grow with its size', async () => {
    server.answer('/page.m3u8', () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }));
    server.answer('/text.m3u8', () => new Response('hello'));
    for (const path of ['/page.m3u8', '/text.m3u8'])
      expect(await resolve(path)).toMatchObject({ code: 'UnsupportedMimeTypeException' });
    server.answer(
      '/evil.m3u8',
      () => new Response(`#EXTM3U\n#EXT-X-STREAM-INF:${','.repeat(1_900_000)}\na\n`),
    );
    server.answer('/large.m3u8', () => new Response(`#EXTM3U\n${'#'.repeat(3_000_000)}`));
    const started = performance.now();
    for (const path of ['/evil.m3u8', '/large.m3u8'])
      expect(await resolve(path)).toMatchObject({ code: 'MissingMetadataException' });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('[MED-10] adds a DASH stream with the length of its manifest, and a live one without', async () => {
    const id = `${server.origin}/dash/manifest.mpd`;
    const video = await one('/dash/manifest.mpd');
    expect(video).toMatchObject({ service: 'dash', id, mime: 'application/dash+xml', dash_url: id });
    expect([SECONDS, SECONDS + 1]).toContain(video.length ?? -1);
    server.answer(
      '/long.mpd',
      () => new Response('<?xml?><MPD a="1"\n mediaPresentationDuration="PT1H2M3.5S"><Period/></MPD>'),
    );
    expect(await resolve('/long.mpd')).toMatchObject([{ length: 3724 }]);
    server.answer('/live.mpd', () => new Response('<MPD type="dynamic" mediaPresentationDuration="PT9S">'));
    expect(await resolve('/live.mpd')).toMatchObject([{ service: 'dash' }]);
    expect(await one('/live.mpd')).not.toHaveProperty('length');
    server.answer('/no.mpd', () => new Response('<MPDX>'));
    expect(await resolve('/no.mpd')).toMatchObject({ code: 'UnsupportedMimeTypeException' });
  });

  describe('a custom manifest', () => {
    const good = {
      title: 'A film',
      duration: 61.2,
      thumbnail: 'https://example.org/a.jpg',
      sources: [
        { url: 'https://example.org/low.mp4', contentType: 'video/mp4', quality: 240 },
        { url: 'https://example.org/high.webm', contentType: 'video/webm', quality: 1080, bitrate: 5000 },
      ],
      textTracks: [
        { url: 'https://example.org/de.vtt', contentType: 'text/vtt', srclang: 'de' },
        { url: 'https://example.org/en.vtt', contentType: 'text/vtt', srclang: 'en', default: true },
      ],
    };
    const put = (value: unknown) => server.answer('/film.json', () => Response.json(value));

    it('[MED-10] says what is played', async () => {
      put(good);
      expect(await resolve('/film.json')).toEqual([
        {
          service: 'direct',
          id: `${server.origin}/film.json`,
          title: 'A film',
          mime: 'video/webm',
          length: 62,
          thumbnail: 'https://example.org/a.jpg',
          src_url: 'https://example.org/high.webm',
          subtitleUrl: 'https://example.org/en.vtt',
        },
      ]);
    });

    it('[MED-10] may be live', async () => {
      put({ ...good, live: true, duration: 0 });
      expect(await one('/film.json')).not.toHaveProperty('length');
    });

    const [source] = good.sources;
    const bad: [what: string, value: unknown][] = [
      ['no JSON object', []],
      ['no title', { ...good, title: '' }],
      ['a long title', { ...good, title: 'x'.repeat(101) }],
      ['a negative duration', { ...good, duration: -1 }],
      ['no sources', { ...good, sources: [] }],
      ['a source of another type', { ...good, sources: [{ ...source, contentType: 'text/html' }] }],
      [
        'a source that is no link to the web',
        { ...good, sources: [{ ...source, url: 'javascript:alert(1)' }] },
      ],
      [
        'a text track of another type',
        { ...good, textTracks: [{ ...good.textTracks[0], contentType: 'text/html' }] },
      ],
    ];
    for (const [what, value] of bad) {
      it(`[MED-3] [MED-10] is refused with ${what}`, async () => {
        put(value);
        expect(await resolve('/film.json')).toMatchObject({ code: 'MissingMetadataException' });
      });
    }
  });

  it('[MED-2] looks things up once: together with who asks meanwhile, and not again afterwards', async () => {
    const gate = Promise.withResolvers<void>();
    server.answersAfter = gate.promise;
    const asked = ['/clip.mp4', '/clip.mp4', '/clip.mp4'].map(resolve);
    gate.resolve();
    const answers = await Promise.all(asked);
    server.answersAfter = null;
    answers.push(await resolve('/clip.mp4'));
    expect(answers).toMatchObject(answers.map(() => [{ title: 'clip.mp4' }]));
    expect(server.countOf('/clip.mp4')).toBe(1);
    expect(test.observed).toEqual(['direct found', 'direct cached']);
  });

  it('[MED-2] asks again after an error', async () => {
    server.answer('/late.mp4', () => new Response('', { status: 503 }));
    expect(await resolve('/late.mp4')).toMatchObject({ code: 'MissingMetadataException' });
    server.answer('/late.mp4', () => new Response(Bun.file(`${directory.path}/faststart.mp4`)));
    expect(await resolve('/late.mp4')).toMatchObject([{ length: SECONDS }]);
    expect(test.observed).toEqual(['direct MissingMetadataException', 'direct found']);
  });
});
