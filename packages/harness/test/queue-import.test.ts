import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { expectAccessible, requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { ServerMessage } from '@usher/protocol';
import { clip, hasOrder, importVideos, keysOf, RoomPages, rowsOf } from './room-pages.ts';
import { Wire } from './wire.ts';

const TIMEOUT_MS = 60_000;
const clips = (count: number) => Array.from({ length: count }, (_, n) => clip(n));
/** Nobody may ask this machine, and nobody is there. */
const DEAD = { service: 'direct', id: 'http://127.0.0.1:9/gone.mp4' } as const;

const isOfMany = (message: ServerMessage) =>
  message.action === 'event' && message.additional.videos !== undefined;

describe.skipIf(!requireTool('chromium').available)('many videos from a file', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  it(
    '[WEB-16] are all added but the dead one, which is named; one sees how far it is',
    async () => {
      const host = await pages.enter();
      let wire = new Wire();
      const page = await pages.enter({ url: host.url() }, async (fresh) => {
        wire = await Wire.of(fresh);
      });
      wire.hold();
      await importVideos(page, clips(41).with(20, DEAD));
      await page.getByText('Adding videos: 0 of 41').waitFor();
      await until('the first are added', () => wire.answered.some(isOfMany));
      wire.release();
      wire.hold();
      await page.getByText('Adding videos: 15 of 41').waitFor();
      await expectAccessible(page, 'videos that are being added');
      wire.release();

      await page.getByRole('status').getByText('40 videos were added.').waitFor();
      const alerts = page.getByRole('alert');
      expect((await alerts.allTextContents()).filter(Boolean)).toEqual(['1 video could not be added.']);
      await page.getByRole('listitem').getByText(DEAD.id).waitFor();
      await expectAccessible(page, 'what could not be added');
      for (const each of [host, page]) await each.getByText('39 videos').waitFor();
      await host
        .getByRole('log')
        .getByText(/added 40 videos/)
        .waitFor();
      const missing = page.getByRole('status').filter({ hasText: DEAD.id });
      await missing.getByRole('button', { name: 'Dismiss' }).click();
      await page.getByText(DEAD.id).waitFor({ state: 'detached' });
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] that are there already are no loss',
    async () => {
      const page = await pages.enter();
      await importVideos(page, clips(4));
      await until('all are there', async () => (await rowsOf(page).count()) === 3);
      const before = await keysOf(page);
      await importVideos(page, clips(4));
      await page.getByText('All of them are in the queue already.').waitFor();
      await hasOrder(page, before);
      expect(await page.getByRole('alert').getByText(/./).count()).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] are no more when somebody stops it',
    async () => {
      let wire = new Wire();
      const host = await pages.enter();
      const page = await pages.enter({ url: host.url() }, async (fresh) => {
        wire = await Wire.of(fresh);
      });
      wire.hold();
      await importVideos(page, clips(60));
      await page.getByRole('button', { name: 'Stop' }).click();
      wire.release();
      await page.getByText('15 videos were added.').waitFor();
      await host.getByText('14 videos').waitFor();
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
