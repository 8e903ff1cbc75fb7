import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { pretendItem } from './players/pretend-item.ts';
import { Screening } from '../src/screening.ts';
import { stubVimeo, withVimeo } from './players/vimeo-stub.ts';
import { stubYoutube, withYoutube } from './players/youtube-stub.ts';

const DEMO = { service: 'direct', id: '/demo/usher-demo.mp4' } as const;
const TIMEOUT_MS = 120_000;

describe.skipIf(!requireTool('chromium').available)('players of services', () => {
  let screening: Screening;
  beforeAll(async () => {
    screening = await Screening.start();
  }, TIMEOUT_MS);
  afterEach(async () => {
    await screening.browser.closePages();
    await until('all have left', () => screening.statuses().length === 0);
    screening.ask({ type: 3 });
    await until('the room is empty', () => screening.host.view.room?.currentSource == null);
    expect(screening.browser.complaints).toEqual([]);
  });
  afterAll(async () => screening[Symbol.asyncDispose]());

  const show = async () => {
    screening.reports = [];
    screening.ask({ type: 5, video: DEMO });
    await until('the item is there', () => screening.host.view.room?.currentSource != null);
  };
  const withYoutubeItem = (options: Parameters<typeof stubYoutube>[1] = {}) =>
    screening.join(async (page) => {
      await stubYoutube(page, options);
      await pretendItem(page, { service: 'youtube', id: 'dQw4w9WgXcQ', title: 'A video' });
    });
  const withVimeoItem = (options: Parameters<typeof stubVimeo>[1] = {}) =>
    screening.join(async (page) => {
      await stubVimeo(page, options);
      await pretendItem(page, { service: 'vimeo', id: '76979871', title: 'A video' });
    });

  describe('YouTube', () => {
    const position = (page: Page) => withYoutube(page, (stub) => stub.getCurrentTime());
    const calls = (page: Page) => withYoutube(page, (stub) => stub.calls);

    it(
      '[WEB-3] plays, pauses, seeks and changes its rate with the room, within 200 ms and by few seeks',
      async () => {
        const page = await withYoutubeItem();
        await show();
        await screening.allReady();
        screening.ask({ type: 2, state: true });
        await until('it plays', async () => (await position(page)) > 1, 20_000);
        screening.ask({ type: 4, value: 40 });
        await until('it has gone there', async () => (await position(page)) > 40.5, 20_000);
        const seeksBefore = (await calls(page)).filter((call) => call.startsWith('seek')).length;
        screening.ask({ type: 16, speed: 1.5 });
        await until('it is faster', async () => (await calls(page)).includes('rate 1.5'));
        screening.ask({ type: 2, state: false });
        await until('it stands', async () => (await withYoutube(page, (stub) => stub.state)) === 2);
        const room = () => screening.host.view.playback?.position ?? NaN;
        await until(
          'it stands where the room stands',
          async () => Math.abs((await position(page)) - room()) <= 0.21,
        );
        const seeks = (await calls(page)).filter((call) => call.startsWith('seek')).length;
        expect(seeks - seeksBefore).toBeLessThanOrEqual(3);
      },
      TIMEOUT_MS,
    );

    it(
      '[WEB-6] waits for its play without playing, though it is told where to begin',
      async () => {
        await show();
        screening.ask({ type: 4, value: 25 });
        const page = await withYoutubeItem();
        await until('it is cued there', async () => (await calls(page)).includes('cue 25'), 20_000);
        expect(await calls(page)).not.toContain('play');
        await screening.allReady();
        await withYoutube(page, (stub) => stub.buffer());
        await screening.hasReported('buffering');
      },
      TIMEOUT_MS,
    );

    it(
      '[WEB-12] says that it has ended',
      async () => {
        const page = await withYoutubeItem();
        await show();
        await screening.allReady();
        screening.ask({ type: 2, state: true });
        await until('it plays', async () => (await position(page)) > 0.3, 20_000);
        await withYoutube(page, (stub) => stub.finish());
        await screening.hasReported('ended');
      },
      TIMEOUT_MS,
    );

    it(
      '[WEB-12] [WEB-17] says that the player did not load, and loads it when it is tried again',
      async () => {
        const script = '**/assets/youtube-player-*.js';
        const page = await screening.join(async (fresh) => {
          await stubYoutube(fresh);
          await pretendItem(fresh, { service: 'youtube', id: 'dQw4w9WgXcQ', title: 'A video' });
          await fresh.route(script, (route) => route.abort());
        });
        await show();
        await page.getByText('The service’s player did not load.').waitFor();
        await screening.hasReported('error');
        await page.unroute(script);
        await page.getByRole('button', { name: 'Try again' }).click();
        await screening.allReady();
        expect(await calls(page)).not.toContain('play');
        // The browser tells of what did not load, too.
        screening.browser.complaints.length = 0;
      },
      TIMEOUT_MS,
    );

    for (const [code, text] of [
      [150, 'The owner of this video does not let it be played on other sites.'],
      [100, 'This video is not there any more, or not for everyone.'],
    ] as const) {
      it(
        `[WEB-12] says in words what error ${code} means, and tells the room`,
        async () => {
          const page = await withYoutubeItem();
          await show();
          await screening.allReady();
          await page.evaluate(`globalThis.youtubeStub.fail(${code})`);
          await page.getByText(text).waitFor();
          await screening.hasReported('error');
        },
        TIMEOUT_MS,
      );
    }

    it(
      '[WEB-12] says so when something blocks its script',
      async () => {
        const page = await screening.join(async (fresh) => {
          await fresh.route('https://www.youtube.com/**', (route) => route.abort());
          await pretendItem(fresh, { service: 'youtube', id: 'dQw4w9WgXcQ' });
        });
        await show();
        await page.getByText('The service’s player did not load.').waitFor();
        screening.browser.complaints.length = 0;
      },
      TIMEOUT_MS,
    );

    it(
      '[WEB-12] plays without sound where the browser wants a click, until there is one',
      async () => {
        const page = await withYoutubeItem({ asksForClick: true });
        await show();
        await screening.allReady();
        screening.ask({ type: 2, state: true });
        const join = page.getByRole('button', { name: 'Click to join playback' });
        await join.waitFor({ timeout: 20_000 });
        await until('it plays muted', async () => (await position(page)) > 0.3, 20_000);
        expect((await calls(page)).findLast((call) => /mute/.test(call))).toBe('mute');
        await join.click();
        await until(
          'it has sound',
          async () => (await calls(page)).findLast((call) => /mute/.test(call)) === 'unmute',
        );
      },
      TIMEOUT_MS,
    );

    it(
      '[WEB-12] has the captions that it says it has, and leaves no frame behind',
      async () => {
        const page = await withYoutubeItem();
        await show();
        await screening.allReady();
        await page.getByRole('button', { name: 'Captions' }).click();
        await page.getByRole('menuitem', { name: 'German' }).click();
        await until('they are on', async () => (await calls(page)).includes('captions de'));
        screening.ask({ type: 3 });
        await until('it is gone', async () => (await withYoutube(page, (stub) => stub.frames)) === 0);
        expect(await calls(page)).toContain('destroy');
      },
      TIMEOUT_MS,
    );
  });

  describe('Vimeo', () => {
    const position = (page: Page) => withVimeo(page, (stub) => stub.position());
    const calls = (page: Page) => withVimeo(page, (stub) => stub.calls);

    it(
      '[WEB-3] plays, seeks, changes its rate and ends with the room',
      async () => {
        const page = await withVimeoItem();
        await show();
        await screening.allReady();
        screening.ask({ type: 2, state: true });
        await until('it plays', async () => (await position(page)) > 1, 20_000);
        screening.ask({ type: 4, value: 30 });
        await until('it has gone there', async () => (await position(page)) > 30.5, 20_000);
        screening.ask({ type: 16, speed: 0.5 });
        await until('it is slower', async () => (await calls(page)).includes('rate 0.5'));
        screening.reports = [];
        await withVimeo(page, (stub) => stub.buffer(true));
        await screening.hasReported('buffering');
        await withVimeo(page, (stub) => stub.buffer(false));
        await screening.allReady();
        await withVimeo(page, (stub) => stub.finish());
        await screening.hasReported('ended');
      },
      TIMEOUT_MS,
    );

    it(
      '[WEB-12] says in words that a video may not be embedded, and tells the room',
      async () => {
        const page = await withVimeoItem({ refusal: 'PrivacyError' });
        await show();
        await page.getByText('The owner of this video does not let it be played on other sites.').waitFor();
        await screening.hasReported('error');
      },
      TIMEOUT_MS,
    );
  });
});
