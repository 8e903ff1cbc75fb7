import { afterEach, describe, expect, it } from 'bun:test';
import { createLogger } from '@usher/kit/runtime';
import { FakeTime, until } from '@usher/kit/testing';
import { createHash } from 'node:crypto';
import { SponsorBlock } from './sponsorblock.ts';

const hashOf = (videoId: string): string => createHash('sha256').update(videoId).digest('hex');

const segment = (category: string, from: number, to: number, actionType = 'skip') => ({
  category,
  segment: [from, to],
  actionType,
});

const opened: Disposable[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each[Symbol.dispose]();
});

/** A server of SponsorBlock that answers as `answer` says, and who asks it. */
function setUp(answer: () => Response | Promise<Response>, timeoutMs?: number) {
  const asked: URL[] = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch(request) {
      asked.push(new URL(request.url));
      return answer();
    },
  });
  opened.push({ [Symbol.dispose]: () => void server.stop(true) });
  const clock = new FakeTime();
  const sponsorBlock = new SponsorBlock({
    url: server.url.href,
    clock,
    log: createLogger('test', 'silent'),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  opened.push(sponsorBlock);
  return { asked, clock, sponsorBlock };
}

const known = (...segments: unknown[]) => Response.json([{ videoID: 'v1', segments }]);
const SPONSOR = { category: 'sponsor', startTime: 10, endTime: 20.5 } as const;
const sponsor = () => known(segment('sponsor', 10, 20.5));

describe('SponsorBlock', () => {
  it('is asked by the beginning of a hash: it does not learn which video is watched', async () => {
    const { asked, sponsorBlock } = setUp(sponsor);
    await sponsorBlock.segmentsOf('v1');
    const [url] = asked;
    expect(url?.pathname).toBe(`/api/skipSegments/${hashOf('v1').slice(0, 4)}`);
    expect(url?.searchParams.get('service')).toBe('YouTube');
    expect(JSON.parse(url?.searchParams.get('categories') ?? '')).toContain('sponsor');
    expect(url?.href).not.toContain('v1');
  });

  it('is believed about the video that is meant, and about what is to be skipped', async () => {
    const { sponsorBlock } = setUp(() =>
      Response.json([
        { videoID: 'other', segments: [segment('sponsor', 1, 2)] },
        {
          videoID: 'v1',
          segments: [
            segment('sponsor', 10, 20.5),
            segment('sponsor', 30, 40, 'mute'),
            segment('poi_highlight', 5, 5, 'poi'),
            segment('filler', 50, 60),
            segment('intro', 8, 8),
          ],
        },
      ]),
    );
    expect(await sponsorBlock.segmentsOf('v1')).toEqual([SPONSOR]);
  });

  it('is asked once by all who want to know at the same time, and not again for an hour', async () => {
    const { asked, clock, sponsorBlock } = setUp(sponsor);
    const [first, second] = await Promise.all([sponsorBlock.segmentsOf('v1'), sponsorBlock.segmentsOf('v1')]);
    expect([first, second]).toEqual([[SPONSOR], [SPONSOR]]);
    clock.advance(3_599_999);
    expect(await sponsorBlock.segmentsOf('v1')).toEqual([SPONSOR]);
    expect(asked).toHaveLength(1);
    clock.advance(1);
    await sponsorBlock.segmentsOf('v1');
    expect(asked).toHaveLength(2);
  });

  it('that knows of nothing is no failure', async () => {
    const { asked, sponsorBlock } = setUp(() => new Response('Not Found', { status: 404 }));
    expect(await sponsorBlock.segmentsOf('v1')).toEqual([]);
    await sponsorBlock.segmentsOf('v1');
    await sponsorBlock.segmentsOf('v2');
    expect(asked).toHaveLength(2);
  });

  it('is remembered of the last 1000 videos', async () => {
    const { asked, sponsorBlock } = setUp(() => new Response('', { status: 404 }));
    for (let n = 0; n < 1_001; n++) await sponsorBlock.segmentsOf(`v${n}`);
    await sponsorBlock.segmentsOf('v1');
    expect(asked).toHaveLength(1_001);
    await sponsorBlock.segmentsOf('v0');
    expect(asked).toHaveLength(1_002);
  });

  const failures: [what: string, answer: () => Response][] = [
    ['an error', () => new Response('', { status: 503 })],
    ['no JSON', () => new Response('<html>')],
    ['JSON of another kind', () => Response.json({ v1: [] })],
    ['more than a megabyte', () => new Response(`[${' '.repeat(1024 * 1024)}]`)],
    ['a redirect', () => Response.redirect('http://127.0.0.1:9/', 302)],
  ];
  for (const [what, answer] of failures) {
    it(`that answers with ${what} is left alone for a minute`, async () => {
      let isBroken = true;
      const { asked, clock, sponsorBlock } = setUp(() => (isBroken ? answer() : sponsor()));
      expect(await sponsorBlock.segmentsOf('v1')).toEqual([]);
      isBroken = false;
      clock.advance(59_999);
      expect(await sponsorBlock.segmentsOf('v1')).toEqual([]);
      expect(asked).toHaveLength(1);
      clock.advance(1);
      expect(await sponsorBlock.segmentsOf('v1')).toEqual([SPONSOR]);
    });
  }

  it('that does not answer in time is left alone for a minute', async () => {
    const { asked, sponsorBlock } = setUp(() => new Promise(() => undefined), 50);
    expect(await sponsorBlock.segmentsOf('v1')).toEqual([]);
    await sponsorBlock.segmentsOf('v2');
    expect(asked).toHaveLength(1);
  });

  it('is asked about 32 videos at a time at most', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { asked, sponsorBlock } = setUp(() => promise.then(sponsor));
    const waiting = Array.from({ length: 32 }, (_, n) => sponsorBlock.segmentsOf(`v${n}`));
    await until('all have asked', () => asked.length === 32);
    expect(await sponsorBlock.segmentsOf('v99')).toEqual([]);
    expect(asked).toHaveLength(32);
    resolve();
    await Promise.all(waiting);
    await sponsorBlock.segmentsOf('v99');
    expect(asked).toHaveLength(33);
  });

  it('is not waited for any more by a Monolith that stops', async () => {
    const { asked, sponsorBlock } = setUp(() => new Promise(() => undefined));
    const waiting = sponsorBlock.segmentsOf('v1');
    await until('it is asked', () => asked.length === 1);
    sponsorBlock[Symbol.dispose]();
    expect(await waiting).toEqual([]);
  });

  it('is asked nothing where it is switched off', async () => {
    const log = createLogger('test', 'silent');
    using sponsorBlock = new SponsorBlock({ url: '', clock: new FakeTime(), log });
    expect(await sponsorBlock.segmentsOf('v1')).toEqual([]);
  });
});
