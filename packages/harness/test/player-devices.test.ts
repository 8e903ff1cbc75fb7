import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { RoomClient } from '@usher/client';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { readPlayer } from './players/read-player.ts';
import { addClips, RoomPages, rowsOf } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

/** Keeps what the page wants to be called for by media keys, headsets and lock screens. */
const KEEP_ACTIONS = `globalThis.mediaActions = {};
const original = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (action, handler) {
  globalThis.mediaActions[action] = handler;
  original.call(this, action, handler);
};`;

describe.skipIf(!requireTool('chromium').available)('the player and what is around it', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  /** Somebody without a player in the room of that page. */
  async function joinBeside(page: Page): Promise<RoomClient & Disposable> {
    const client = new RoomClient({
      site: pages.home,
      room: new URL(page.url()).pathname.split('/').at(-1) ?? '',
    });
    client.start();
    await until('it has joined', () => client.view.you);
    return Object.assign(client, { [Symbol.dispose]: () => client.stop() });
  }

  const isPlaying = async (page: Page) => !(await readPlayer(page)).isPaused;

  it(
    '[WEB-12] media keys and the lock screen show what plays, and do for everyone what the buttons do',
    async () => {
      const url = (await pages.enter()).url();
      const page = await pages.browser.open(url, {}, async (fresh) => {
        await fresh.addInitScript(KEEP_ACTIONS);
      });
      await page.getByRole('log').waitFor();
      await addClips(page, 2);
      using other = await joinBeside(page);
      other.send({ type: RequestType.ApplySettings, settings: { waitForReadySeconds: 0 } });
      await until('the next one waits', async () => (await rowsOf(page).count()) === 1);
      const press = (action: string, details = '{}') =>
        page.evaluate(`globalThis.mediaActions['${action}']({ action: '${action}', ...${details} })`);
      const shown = (what: string) => page.evaluate<string>(`navigator.mediaSession.${what}`);

      expect(await shown('metadata.title')).toBe('usher-demo.mp4');
      await press('play');
      await until('the room plays', () => other.view.room?.isPlaying === true);
      await until('it is shown', async () => (await shown('playbackState')) === 'playing');
      await press('seekto', '{ seekTime: 30 }');
      await until('the room has gone there', () => (other.view.playback?.position ?? 0) >= 30);
      await press('seekforward');
      await until('ten seconds on', () => (other.view.playback?.position ?? 0) >= 40);
      await press('pause');
      await until('the room is paused', () => other.view.room?.isPlaying === false);
      await press('nexttrack');
      await until(
        'the next one is there',
        () => other.view.room?.currentSource?.id.endsWith('clip=2') === true,
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] the picture floats above other windows, and fills the width of the page',
    async () => {
      const page = await pages.enter({ viewport: { width: 1400, height: 1000 } });
      await addClips(page, 1);
      const choose = async (name: string) => {
        await page
          .getByRole('group', { name: 'Playback controls' })
          .getByRole('button', { name: 'More' })
          .click();
        await page.getByRole('menuitem', { name }).click();
      };
      await choose('Picture in picture');
      await until('it floats', () =>
        page.evaluate<boolean>('document.pictureInPictureElement?.matches("[data-testid=player]") ?? false'),
      );
      await choose('Picture in picture');
      await until('it is back', () => page.evaluate<boolean>('document.pictureInPictureElement === null'));

      const video = page.getByRole('region', { name: 'Video', exact: true });
      const width = async () => (await video.boundingBox())?.width ?? 0;
      const before = await width();
      await choose('Theatre mode');
      await until('it is as wide as the page', async () => (await width()) > 1300);
      await page.getByRole('textbox', { name: 'Message' }).click({ trial: true });
      await choose('Theatre mode');
      await until('it is as it was', async () => (await width()) === before);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-6] whoever may play need not wait for the slow: "Start now"',
    async () => {
      const page = await pages.enter();
      await addClips(page, 1);
      using slow = await joinBeside(page);
      await until('the page can play', () => slow.view.users.some(({ status }) => status === 'ready'));
      slow.reportStatus('buffering');
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      const notice = page.getByRole('status').filter({ hasText: /^Waiting for / });
      await notice.waitFor();
      expect(await isPlaying(page)).toBe(false);
      await notice.getByRole('button', { name: 'Start now' }).click();
      await until('it plays', () => isPlaying(page));
      expect(slow.view.users.find(({ id }) => id === slow.view.you)?.status).toBe('buffering');
      expect(await notice.count()).toBe(0);
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
