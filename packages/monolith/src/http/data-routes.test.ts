import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { MediaServer } from '@usher/harness/media';
import { until } from '@usher/kit/testing';
import { API_KEY, TestSite } from '../testing/test-site.ts';

describe('previewAdd', () => {
  let server: MediaServer;
  let site: TestSite;
  beforeEach(async () => {
    server = new MediaServer('/nonexistent');
    server.answer('/film.json', () =>
      Response.json({
        title: 'A film',
        duration: 60,
        sources: [{ url: 'https://example.org/a.mp4', contentType: 'video/mp4', quality: 720 }],
      }),
    );
    site = await TestSite.start({ media_allow_hosts: [server.host] });
  });
  afterEach(async () => {
    await site.stop();
    await server[Symbol.asyncDispose]();
  });

  /** Without any token (API-2). */
  const preview = (input?: string) => {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(input)}`;
    return site.call('GET', `/api/data/previewAdd${query}`, { headers: {} });
  };

  it('[API-2] [API-20] shows what a link stands for, to anyone, and for an hour', async () => {
    const id = `${server.origin}/film.json`;
    const { status, headers, body } = await preview(` ${id} `);
    expect(status).toBe(200);
    expect(headers.get('Cache-Control')).toBe('public, max-age=3600');
    const video = {
      service: 'direct',
      id,
      title: 'A film',
      length: 60,
      mime: 'video/mp4',
      src_url: 'https://example.org/a.mp4',
    };
    expect(body).toEqual({ success: true, result: [video] });
  });

  it('[API-20] shows the clip of the site itself', async () => {
    expect((await preview('/demo/usher-demo.mp4')).body).toMatchObject({
      success: true,
      result: [{ length: 60 }],
    });
  });

  const refused: [input: string | undefined, name: string][] = [
    [undefined, 'InvalidAddPreviewInputException'],
    ['', 'InvalidAddPreviewInputException'],
    ['  ', 'InvalidAddPreviewInputException'],
    ['ab', 'InvalidAddPreviewInputException'],
    ['big buck bunny', 'InvalidAddPreviewInputException'],
    [`https://example.org/${'x'.repeat(2048)}.mp4`, 'InvalidAddPreviewInputException'],
    ['https://example.org/page', 'UnsupportedServiceException'],
    ['example.org/page', 'UnsupportedServiceException'],
    ['http://127.0.0.1/a.mp4', 'UnsupportedServiceException'],
    ['file:///etc/passwd', 'LocalFileException'],
    ['C:\\films\\a film.mp4', 'LocalFileException'],
    ['youtube.com/watch?v=x', 'InvalidVideoIdException'],
  ];
  for (const [input, name] of refused) {
    it(`[API-10] refuses ${JSON.stringify(input)?.slice(0, 60)} as ${name}`, async () => {
      const { status, headers, body } = await preview(input);
      expect(status).toBe(400);
      expect(body).toMatchObject({ success: false, error: { name } });
      expect(headers.get('Cache-Control') ?? '').not.toContain('public');
    });
  }

  it('[MED-2] lets an address have three lookups under way and ten waiting, and refuses more', async () => {
    const gate = Promise.withResolvers<void>();
    server.answersAfter = gate.promise;
    const asked = Array.from({ length: 13 }, (_, index) => preview(`${server.origin}/film.json?${index}`));
    await until('three are asked for', () => server.requests.length === 3);
    let refusals = 0;
    await until('all wait', async () => {
      // Which of them comes first is open; once all thirteen are there, nobody else is taken.
      const { status } = await fetch(
        `${site.origin}/api/data/previewAdd?input=${server.origin}/film.json?more`,
        {
          signal: AbortSignal.timeout(300),
        },
      ).catch(() => ({ status: 0 }));
      if (status === 429) refusals++;
      return refusals > 0;
    });
    expect(server.requests.length).toBe(3);
    server.answersAfter = null;
    gate.resolve();
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(12);
  });

  it('[MED-3] waits for a slow host only where it is asked for', async () => {
    const gate = Promise.withResolvers<void>();
    server.answersAfter = gate.promise;
    await site.createRoom({ name: 'lounge' });
    const client = await site.join('lounge');
    client.say({ action: 'req', request: { type: 5, url: `${server.origin}/film.json` } });
    await until('it is being looked up', () => server.requests.length === 1);
    client.say({ action: 'req', request: { type: 11, text: 'meanwhile' } });
    await until('others are heard', () => client.heard('chat').length === 1);
    const [first] = (await preview('/demo/usher-demo.mp4')).body.result;
    expect(first).toMatchObject({ length: 60 });
    server.answersAfter = null;
    gate.resolve();
    await until('it is queued', async () => {
      const room = await site.call('GET', '/api/room/lounge');
      return room.body.currentSource?.title === 'A film';
    });
  });

  it('[MED-3] unloads a room that still waits for a slow host', async () => {
    server.answersAfter = new Promise(() => undefined);
    await site.createRoom({ name: 'lounge' });
    const client = await site.join('lounge');
    client.say({ action: 'req', request: { type: 5, url: `${server.origin}/film.json` } });
    await until('it is being looked up', () => server.requests.length === 1);
    const started = performance.now();
    await site.stopFirst();
    expect(performance.now() - started).toBeLessThan(5000);
    await site.add();
  }, 20_000);

  it('[BAL-31] [MED-2] counts lookups', async () => {
    for (let times = 0; times < 2; times++) await preview(`${server.origin}/film.json`);
    const { body } = await site.call('GET', '/api/status/metrics', { headers: { apikey: API_KEY } });
    expect(body).toContain('usher_monolith_media_lookups_total{service="direct",outcome="found"} 1');
    expect(body).toContain('usher_monolith_media_lookups_total{service="direct",outcome="cached"} 1');
    expect(body).toContain('usher_monolith_media_fetch_seconds_count{service="direct"} 1');
  });
});
