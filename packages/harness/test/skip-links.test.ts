import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { addClips, RoomPages } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('links past what comes first on a page', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  it(
    '[WEB-17] of a room lead to its video and its panels, and stay in the room',
    async () => {
      const page = await pages.enter();
      await addClips(page, 1);
      await page.reload();
      await page.getByTestId('player').waitFor();
      const { pathname } = new URL(page.url());
      await page.evaluate('globalThis.isTheSamePage = true');

      await page.keyboard.press('Tab');
      const toVideo = page.getByRole('link', { name: 'Skip to the video' });
      await until('the first of them has the focus', () =>
        toVideo.evaluate((link) => link === link.ownerDocument.activeElement),
      );
      expect((await toVideo.boundingBox())?.y).toBeGreaterThanOrEqual(0);
      await page.keyboard.press('Enter');
      await until('the video has the focus', () => page.evaluate<boolean>(isFocused('video')));
      await page.getByRole('link', { name: 'Skip to chat and people' }).focus();
      await page.keyboard.press('Enter');
      await until('the panels have the focus', () => page.evaluate<boolean>(isFocused('panels')));

      expect(new URL(page.url()).pathname).toBe(pathname);
      expect(await page.evaluate<boolean>('globalThis.isTheSamePage')).toBe(true);
      await page.getByTestId('player').waitFor();
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});

const isFocused = (id: string) => `document.activeElement.id === '${id}'`;
