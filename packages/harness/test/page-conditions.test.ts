import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Locator, Page } from 'playwright-core';
import { addClips, RoomPages } from './room-pages.ts';

const TIMEOUT_MS = 60_000;
const LOCALES = new URL('../../web/src/i18n/locales', import.meta.url).pathname;

/** A window of 1280 × 1024 at 400 %. */
const MAGNIFIED = { width: 320, height: 256 };
/** A small phone. */
const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true };

const RUNNING_ANIMATIONS = `document.getAnimations().filter(({ effect, playState }) =>
  playState === 'running' && effect.getComputedTiming().activeDuration > 0).length`;

/** Of all buttons that are to be seen: those without an edge, by their names. */
const BUTTONS_WITHOUT_EDGE = `[...document.querySelectorAll('button')].filter((button) => {
  const { borderTopWidth, borderTopStyle } = getComputedStyle(button);
  const isSeen = button.checkVisibility() && button.getBoundingClientRect().width > 1;
  return isSeen && (parseFloat(borderTopWidth) < 1 || borderTopStyle === 'none');
}).map((button) => button.ariaLabel ?? button.textContent)`;

const EDGES_OF_TABS = `[...document.querySelectorAll('[role=tab]')].map((tab) => getComputedStyle(tab).borderBottomColor)`;

describe.skipIf(!requireTool('chromium').available)('the page, as people’s devices show it', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  const overflowOf = (page: Page) =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  /** Scrolls there as somebody would, and makes sure that nothing lies above it. */
  async function expectReachable(...targets: readonly Locator[]): Promise<void> {
    for (const target of targets) await target.click({ trial: true, timeout: 5_000 });
  }

  async function expectControlsInside(page: Page): Promise<void> {
    const stage = await page.getByRole('region', { name: 'Video', exact: true }).boundingBox();
    const controls = page.getByRole('group', { name: 'Playback controls' });
    const right = (stage?.x ?? 0) + (stage?.width ?? 0);
    for (const button of await controls.getByRole('button').all()) {
      const box = await button.boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(24);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(right);
    }
    await expectReachable(...(await controls.getByRole('button').all()));
  }

  it(
    '[WEB-17] at 400 % nothing is to be scrolled sideways, and everything can be reached',
    async () => {
      const home = await pages.browser.open(pages.home, { viewport: MAGNIFIED });
      await expectReachable(
        home.getByRole('button', { name: 'Create a room' }),
        home.getByRole('textbox', { name: 'Room name or link' }),
        home.getByRole('button', { name: 'Account' }),
      );
      expect(await overflowOf(home)).toBe(0);

      const page = await pages.enter({ viewport: MAGNIFIED });
      await expectReachable(
        page.getByRole('button', { name: 'Add the demo clip' }),
        page.getByRole('button', { name: 'Copy link' }),
      );
      await addClips(page, 1);
      await expectControlsInside(page);
      await page.getByRole('tab', { name: /Queue/ }).click();
      await addClips(page, 2);
      await expectReachable(page.getByRole('button', { name: /^Play now/ }));
      await page.getByRole('tab', { name: /Chat/ }).click();
      await expectReachable(page.getByRole('textbox', { name: 'Message' }));
      expect(await overflowOf(page)).toBe(0);

      await page.getByRole('button', { name: 'Room settings' }).click();
      for (const tab of ['Permissions', 'Ownership', 'General'])
        await page.getByRole('tab', { name: tab }).click();
      await expectReachable(
        page.getByRole('textbox', { name: 'Title' }),
        page.getByRole('radio', { name: /^Private/ }),
      );
      await page.getByRole('textbox', { name: 'Title' }).fill('Friday');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { level: 1, name: 'Friday' }).waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-12] [WEB-17] on a phone all controls fit, in the longest words',
    async () => {
      const page = await pages.enter(PHONE);
      await addClips(page, 1);
      await expectControlsInside(page);
      const german = await pages.browser.open(page.url(), { ...PHONE, locale: 'de' });
      await german.getByRole('button', { name: 'Abspielen', exact: true }).waitFor();
      expect(await overflowOf(german)).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-17] in forced colours all buttons have an edge',
    async () => {
      const page = await pages.enter();
      await addClips(page, 3);
      expect(await page.evaluate<string[]>(BUTTONS_WITHOUT_EDGE)).not.toEqual([]);
      await page.emulateMedia({ forcedColors: 'active' });
      expect(await page.evaluate<string[]>(BUTTONS_WITHOUT_EDGE)).toEqual([]);
      await until('one sees which tab is chosen', async () => {
        const [chosen, other] = await page.evaluate<string[]>(EDGES_OF_TABS);
        return chosen !== other;
      });
      await page.getByRole('button', { name: 'Room settings' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await page.evaluate<string[]>(BUTTONS_WITHOUT_EDGE)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-17] a tooltip is gone as soon as something else is pressed',
    async () => {
      const page = await pages.enter();
      await addClips(page, 1);
      const tooltip = page.locator('.tooltip');
      await page.getByRole('button', { name: 'Captions' }).click();
      await page.getByRole('menu').waitFor();
      await page.keyboard.press('Escape');
      await tooltip.getByText('Captions').waitFor();
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menu').waitFor();
      await tooltip.getByText('Captions').waitFor({ state: 'detached' });
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-17] nothing moves where less motion is wanted',
    async () => {
      const home = await pages.browser.open(pages.home);
      await until('something moves', async () => (await home.evaluate<number>(RUNNING_ANIMATIONS)) > 0);
      await home.emulateMedia({ reducedMotion: 'reduce' });
      expect(await home.evaluate<number>(RUNNING_ANIMATIONS)).toBe(0);
      await home.getByRole('button', { name: 'Account' }).click();
      await home.getByRole('dialog').waitFor();
      expect(await home.evaluate<number>(RUNNING_ANIMATIONS)).toBe(0);

      const page = await pages.enter({ reducedMotion: 'reduce' });
      await addClips(page, 1);
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await page.getByRole('button', { name: 'Captions' }).click();
      await page.getByRole('menu').waitFor();
      expect(await page.evaluate<number>(RUNNING_ANIMATIONS)).toBe(0);
    },
    TIMEOUT_MS,
  );

  /** A page in that language, and how to let it hear something as if the server had said it. */
  async function hearing(url: string, locale: string) {
    let say: (message: object) => void = () => {};
    const page = await pages.browser.open(url, { locale }, (fresh) =>
      fresh.routeWebSocket(/\/api\/room\//, (socket) => {
        const server = socket.connectToServer();
        socket.onMessage((message) => server.send(message));
        server.onMessage((message) => socket.send(message));
        say = (message) => socket.send(JSON.stringify(message));
      }),
    );
    await page.getByRole('log').waitFor();
    return { alert: page.getByRole('alert'), say: (message: object) => say(message) };
  }

  it(
    '[WEB-13] what the server refuses is said in the language of the page, in its own words only where there are none',
    async () => {
      const url = (await pages.enter()).url();
      const languages = ['en', 'de', 'fr', 'es', 'ja'];
      const refused = async (language: string) => {
        const { alert, say } = await hearing(url, language);
        const words = (await Bun.file(`${LOCALES}/${language}/common.json`).json()) as Record<string, string>;
        for (const code of ['BadApiArgumentException', 'PermissionDeniedException', 'ZodValidationError']) {
          say({ action: 'error', code, message: 'In the server’s words', request: 4 });
          await alert.getByText(words[`error${code}`] ?? '', { exact: true }).waitFor();
        }
        expect(await alert.getByText('In the server’s words').count()).toBe(0);
        say({ action: 'error', code: 'Unheard', message: 'In the server’s words' });
        await alert.getByText('In the server’s words').waitFor();
      };
      await Promise.all(languages.map(refused));
    },
    TIMEOUT_MS,
  );

  it(
    'each page has a title of its own',
    async () => {
      const page = await pages.enter();
      const hasTitle = (title: string) => until(title, async () => (await page.title()) === title);
      await hasTitle('Untitled room · Usher');
      await addClips(page, 1);
      await hasTitle('usher-demo.mp4 · Untitled room · Usher');
      await page.goto(`${pages.home}/account`);
      await hasTitle('Account · Usher');
      await page.goto(pages.home);
      await hasTitle('Watch together, wherever you are · Usher');
    },
    TIMEOUT_MS,
  );

  it('[API-20] [API-11] its link has a preview with a picture, by the whole address that people know', async () => {
    const page = await (await fetch(`${pages.home}/room/lounge`)).text();
    const [, picture = ''] = /property="og:image" content="([^"]*)"/.exec(page) ?? [];
    expect(picture).toBe(`${pages.home}/icons/card.png`);
    expect((await fetch(picture)).headers.get('Content-Type')).toBe('image/png');
  });

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
