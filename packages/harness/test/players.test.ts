import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { Screening } from '../src/screening.ts';
import { distance, readPlayer } from './players/read-player.ts';

const STREAMS = ['hls/master.m3u8', 'dash/manifest.mpd'] as const;
const TIMEOUT_MS = 120_000;

/** What a page holds on to, after it has been asked to let go of what it can. */
async function holdings(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { nodes, listeners: jsEventListeners };
}

describe.skipIf(!requireTool('chromium').available || !requireTool('ffmpeg').available)('streams', () => {
  let screening: Screening;
  beforeAll(async () => {
    screening = await Screening.start([...STREAMS, 'clip.mp4']);
  }, TIMEOUT_MS);
  afterAll(async () => screening[Symbol.asyncDispose]());

  const clear = async () => {
    while (screening.host.view.room?.currentSource != null) await screening.skip();
  };

  for (const stream of STREAMS) {
    it(
      `[WEB-12] ${stream} plays and seeks in sync on two pages`,
      async () => {
        await using together = new AsyncDisposableStack();
        const pages = [await screening.join(), await screening.join()];
        for (const page of pages) together.defer(() => page.context().close());
        await screening.show(`${screening.media.origin}/${stream}`);
        await screening.allReady();
        expect(screening.host.view.room?.currentSource?.length).toBe(30);

        screening.ask({ type: 2, state: true });
        for (const page of pages)
          await until('it plays', async () => (await readPlayer(page)).position > 1, 20_000);
        await until('they are together', async () => (await distance(pages)) < 0.15, 20_000);

        screening.ask({ type: 4, value: 20 });
        for (const page of pages)
          await until('it has gone there', async () => (await readPlayer(page)).position > 20.5, 20_000);
        await until('they are together again', async () => (await distance(pages)) < 0.15, 20_000);

        screening.ask({ type: 2, state: false });
        for (const page of pages)
          await until('it is paused', async () => (await readPlayer(page)).isPaused, 20_000);
        await until('they show the same picture', async () => (await distance(pages)) <= 0.05, 20_000);
        await clear();
      },
      TIMEOUT_MS,
    );
  }

  it(
    '[WEB-12] of what is live is shown as such, and has no slider',
    async () => {
      const page = await screening.join();
      let sequence = 0;
      screening.media.answer('/hls/live.m3u8', () => {
        const first = Math.min(20, Math.floor(sequence++ / 4));
        const segments = Array.from({ length: 6 }, (_, n) => `#EXTINF:1.0,\nstream${first + n}.m4s`);
        const head = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:1', '#EXT-X-MAP:URI="init.mp4"'];
        return new Response([...head, `#EXT-X-MEDIA-SEQUENCE:${first}`, ...segments, ''].join('\n'), {
          headers: { 'Content-Type': 'application/vnd.apple.mpegurl', 'Access-Control-Allow-Origin': '*' },
        });
      });
      await screening.show(`${screening.media.origin}/hls/live.m3u8`);
      expect(screening.host.view.room?.currentSource?.length).toBeUndefined();
      await page.getByRole('button', { name: 'Live: go to the newest' }).waitFor();
      expect(await page.getByRole('slider', { name: 'Seek' }).count()).toBe(0);
      screening.ask({ type: 2, state: true });
      await until('it plays', async () => !(await readPlayer(page)).isPaused, 20_000);
      await page.context().close();
      await clear();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] one that is not there is said in words, reported, and tried again',
    async () => {
      const page = await screening.join();
      await screening.show(`${screening.media.origin}/clip.mp4`);
      await screening.allReady();
      screening.media.answer('/hls/stream.m3u8', () => new Response('gone', { status: 404 }));
      await screening.queue(`${screening.media.origin}/hls/master.m3u8`);
      await screening.skip();
      await page.getByText('This video cannot be loaded here.').waitFor({ timeout: 30_000 });
      await screening.hasReported('error');
      screening.media.forget('/hls/stream.m3u8');
      await page.getByRole('button', { name: 'Try again' }).click();
      await screening.allReady();
      // The browser tells of what did not load, too.
      screening.browser.complaints.length = 0;
      await page.context().close();
      await clear();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] can be switched fifty times without anything left behind',
    async () => {
      const page = await screening.join();
      screening.ask({ type: 13, settings: { queueMode: 'loop' } });
      await screening.show(`${screening.media.origin}/clip.mp4`);
      for (const stream of STREAMS) await screening.queue(`${screening.media.origin}/${stream}`);

      const switchTimes = async (times: number) => {
        for (let n = 0; n < times; n++) {
          await screening.skip();
          await until('the player reports', () => screening.statuses()[0] !== 'none');
        }
        await screening.allReady();
        return holdings(page);
      };
      const early = await switchTimes(12);
      const late = await switchTimes(48);
      expect(late.listeners).toBeLessThan(early.listeners + 40);
      expect(late.nodes).toBeLessThan(early.nodes + 400);
      expect(await page.locator('video').count()).toBe(1);
      expect(screening.browser.complaints).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
