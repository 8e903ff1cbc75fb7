import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { interceptEarly } from './intercept-early.ts';
import { readPlayer } from './players/read-player.ts';
import { addClips, RoomPages, rowsOf } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('what a page loads when it is first opened', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  /** A room with that many videos of which the first plays, on a page that is told from every page loaded later. */
  async function enterPlaying(clips = 1): Promise<Page> {
    const page = await pages.enter({}, interceptEarly);
    await addClips(page, clips);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await until('it plays', async () => !(await readPlayer(page)).isPaused);
    await page.evaluate('globalThis.isTheSamePage = true');
    return page;
  }

  async function expectPlaysOn(page: Page): Promise<void> {
    expect(await page.evaluate<boolean>('globalThis.isTheSamePage')).toBe(true);
    const before = (await readPlayer(page)).position;
    await until('the video goes on', async () => (await readPlayer(page)).position > before);
  }

  const scriptOf = (part: string) => `**/assets/${part}-*.js*`;
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

  it(
    '[WEB-14] does not come: the video goes on, and it opens when it is tried again',
    async () => {
      const page = await enterPlaying();
      await page.route(scriptOf('settings-dialog'), (route) => route.abort());
      await press(page, 'Room settings');
      await page.getByRole('alert').getByText('This part of the page could not be shown.').waitFor();
      await expectPlaysOn(page);

      await page.unroute(scriptOf('settings-dialog'));
      await press(page, 'Try again');
      await page
        .getByRole('dialog', { name: 'Room settings' })
        .getByRole('textbox', { name: 'Title' })
        .waitFor();
      await expectPlaysOn(page);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-14] is not there any more after an update of the site: one may load the page anew',
    async () => {
      const page = await enterPlaying();
      await page.route(scriptOf('settings-dialog'), (route) =>
        route.fulfill({ status: 404, body: 'Not found.' }),
      );
      await press(page, 'Room settings');
      await press(page, 'Try again');
      await page.getByRole('alert').getByText('It still cannot be shown.').waitFor();
      await expectPlaysOn(page);
      await page.unroute(scriptOf('settings-dialog'));
      await press(page, 'Load the page anew');
      await until('it is another page', () =>
        page.evaluate<boolean>('globalThis.isTheSamePage === undefined').catch(() => false),
      );
      await page.getByTestId('player').waitFor();
      await press(page, 'Room settings');
      await page.getByRole('dialog', { name: 'Room settings' }).waitFor();
    },
    TIMEOUT_MS,
  );

  const PARTS: readonly [
    part: string,
    role: 'dialog' | 'menu' | 'img',
    name: string,
    open: (page: Page) => Promise<void>,
  ][] = [
    ['account-dialog', 'dialog', 'Account', (page) => press(page, 'Account')],
    ['preferences-menu', 'menu', 'Language and theme', (page) => press(page, 'Language and theme')],
    ['shortcut-help', 'dialog', 'Keyboard shortcuts', (page) => page.keyboard.press('?')],
    ['share-dialog', 'dialog', 'Invite', (page) => press(page, 'Invite')],
    [
      'qr-code',
      'img',
      'QR code of the link to this room',
      async (page) => {
        await press(page, 'Invite');
        await press(page, 'QR code');
      },
    ],
    [
      'trim-dialog',
      'dialog',
      'Start and end of usher-demo.mp4',
      async (page) => {
        await press(page, 'More for usher-demo.mp4');
        await page.getByRole('menuitem', { name: 'Start and end…' }).click();
      },
    ],
  ];

  it(
    `[WEB-14] does not come, and comes later: ${PARTS.map(([part]) => part).join(', ')}`,
    async () => {
      const page = await enterPlaying(2);
      for (const [part, role, name, open] of PARTS) {
        await page.route(scriptOf(part), (route) => route.abort());
        await open(page);
        const alert = page.getByRole('alert').getByText('This part of the page could not be shown.');
        await alert.waitFor();
        await expectPlaysOn(page);
        await page.unroute(scriptOf(part));
        await press(page, 'Try again');
        const shown = page.getByRole(role, { name, exact: true });
        await shown.waitFor();
        await expectPlaysOn(page);
        await alert.waitFor({ state: 'detached' });
        expect(await page.evaluate('document.activeElement === document.body')).toBe(false);
        await page.keyboard.press('Escape');
        await shown.waitFor({ state: 'detached' });
      }
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-14] [WEB-16] does not come: the queue is there when it is tried again',
    async () => {
      const host = await pages.enter();
      await addClips(host, 2);
      const page = await pages.enter({ url: host.url() }, async (fresh) => {
        await fresh.route(scriptOf('queue-list'), (route) => route.abort());
      });
      await page.getByRole('alert').getByText('This part of the page could not be shown.').waitFor();
      await page.getByText('1 video', { exact: true }).waitFor();
      expect(await rowsOf(page).count()).toBe(0);
      await page.unroute(scriptOf('queue-list'));
      // Also when the toast that offers it is gone.
      const retry = page.getByRole('region', { name: 'Queue' }).getByRole('button', { name: 'Try again' });
      await retry.click();
      await until('it is listed', async () => (await rowsOf(page).count()) === 1);
      expect(await retry.count()).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-14] has no words: English stands in, and it is said in one’s own when it is tried again',
    async () => {
      const page = await enterPlaying();
      const catalogues = /\/assets\/(settings|common)-(?!dialog)[^/]*\.js/;
      await page.route(catalogues, (route) => route.abort());
      await press(page, 'Room settings');
      await page.getByRole('alert').getByText('This part of the page could not be shown.').waitFor();
      const speak = async (language: string, preferences: string) => {
        await press(page, preferences);
        await page.getByRole('menuitemradio', { name: language }).click();
      };
      await speak('Deutsch', 'Language and theme');
      await page.locator('html[lang=de]').waitFor();

      await page.unroute(catalogues);
      await speak('English', 'Language and theme');
      await page.locator('html[lang=en]').waitFor();
      await speak('Deutsch', 'Language and theme');
      await page.getByRole('button', { name: 'Sprache und Farben' }).waitFor();
      await press(page, 'Raumeinstellungen');
      await page.getByRole('dialog', { name: 'Raumeinstellungen' }).waitFor();
      await expectPlaysOn(page);
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing else', () => {
    const isWanted = (text: string) => /Failed to load resource|dynamically imported module/.test(text);
    expect(pages.browser.complaints.filter((text) => !isWanted(text))).toEqual([]);
  });
});
