import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { requireTool, startSite, TestBrowser } from '@usher/harness';
import { MediaServer } from '@usher/harness/media';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';

const DEMO_DIRECTORY = new URL('../../web/public/demo', import.meta.url).pathname;
const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('all that the site can show', () => {
  const resources = new AsyncDisposableStack();
  let media: MediaServer;
  let browser: TestBrowser;
  let home: string;
  /** What the Content-Security-Policy has refused. */
  const violations: string[] = [];
  /** Addresses elsewhere that a page has asked for. */
  const foreign: string[] = [];

  beforeAll(async () => {
    media = resources.use(new MediaServer(DEMO_DIRECTORY));
    const config = { monolith: { media_allow_hosts: [media.host] } };
    const site = resources.use(await startSite({ balancers: 1, monoliths: 1 }, config));
    browser = resources.use(await TestBrowser.start());
    home = `http://127.0.0.1:${site.balancers[0]?.ports.port}`;
  }, TIMEOUT_MS);
  afterEach(() => browser.closePages());
  afterAll(() => resources.disposeAsync());

  const open = (path = '/') =>
    browser.open(home + path, { viewport: { width: 1280, height: 800 } }, async (page) => {
      const noteAddress = (url: string) => {
        const { origin, protocol } = new URL(url);
        const isOwn = origin.replace('ws', 'http') === home;
        if (!isOwn && protocol !== 'data:' && protocol !== 'blob:') foreign.push(url);
      };
      page.context().on('request', (request) => noteAddress(request.url()));
      page.on('websocket', (socket) => noteAddress(socket.url()));
      await page.exposeFunction('noteViolation', (what: string) => void violations.push(what));
      await page.addInitScript(`addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        void noteViolation(violatedDirective + ' ' + blockedURI))`);
    });

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const escape = (page: Page) => page.keyboard.press('Escape');

  /** What opens may have to be loaded first. */
  async function lookAtDialog(page: Page, name: string | RegExp): Promise<void> {
    await page.getByRole('dialog', { name }).waitFor();
    await escape(page);
    await page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
  }

  async function lookAtTabs(page: Page, names: readonly string[]): Promise<void> {
    for (const name of names) await page.getByRole('tab', { name }).click();
  }

  async function lookAtAccount(page: Page): Promise<void> {
    await press(page, 'Account');
    await lookAtTabs(page, ['Create an account', 'Log in']);
    await escape(page);
  }

  it(
    '[WEB-17] home, accounts and languages stay on the site and within its policy',
    async () => {
      const page = await open();
      await page.getByText('More options').click();
      await lookAtAccount(page);
      await press(page, 'Language and theme');
      await page.getByRole('menuitemradio', { name: '日本語' }).click();
      await press(page, '言語とテーマ');
      await page.getByRole('menuitemradio', { name: 'English' }).click();
      await page.goto(`${home}/account`);
      await page.getByLabel('Your name').waitFor();
      expect({ violations, foreign, complaints: browser.complaints }).toEqual(NOTHING);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-17] so does a room with all its panels, menus and dialogs; only what people watch comes from elsewhere',
    async () => {
      const page = await open();
      await press(page, 'Create a room');
      await press(page, 'QR code');
      await page.getByRole('img', { name: /QR code/ }).waitFor();
      const field = page.getByRole('textbox', { name: 'Paste a link' });
      const preview = page.getByRole('article', { name: 'What you are about to add' });
      const clip = `${media.origin}/usher-demo.mp4`;
      for (const link of ['/demo/usher-demo.mp4', clip]) {
        await field.fill(link);
        await preview.getByText('usher-demo.mp4').waitFor();
        await preview.getByRole('button', { name: 'Add to the queue' }).click();
        await page.getByTestId('player').waitFor();
      }
      await page.getByRole('row').waitFor();
      expect(foreign).toEqual([]);

      await press(page, /^More for usher-demo/);
      await page.getByRole('menuitem', { name: 'Start and end…' }).click();
      await lookAtDialog(page, /^Start and end of/);
      await press(page, 'More for the queue');
      await escape(page);
      await press(page, 'Invite');
      await lookAtDialog(page, 'Invite');
      await press(page, 'Room settings');
      await lookAtTabs(page, ['Playback', 'Permissions', 'Access', 'Ownership', 'General']);
      await escape(page);
      await lookAtAccount(page);
      await page.locator('input[type=file][accept*=vtt]').setInputFiles({
        name: 'own.vtt',
        mimeType: 'text/vtt',
        buffer: Buffer.from('WEBVTT\n\n00:00.000 --> 01:00.000\nOf my own'),
      });
      await page.getByTestId('captions').getByText('Of my own').waitFor();
      await press(page, 'Captions');
      await escape(page);
      await page.locator('body').click({ position: { x: 2, y: 2 } });
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      await escape(page);
      await page.getByRole('textbox', { name: 'Message' }).fill('see https://elsewhere.example/film');
      await page.keyboard.press('Enter');
      await page.getByRole('log').getByRole('link').waitFor();
      await lookAtTabs(page, ['People']);
      expect(foreign).toEqual([]);

      await press(page, 'Skip');
      const isFrom = () =>
        page
          .getByTestId('player')
          .evaluate((video) => (video as unknown as { currentSrc: string }).currentSrc);
      await until('it is the one from elsewhere', async () => (await isFrom()) === clip);
      await press(page, 'Play');
      await until('it plays', () => page.getByRole('button', { name: 'Pause', exact: true }).isVisible());
      expect(new Set(foreign)).toEqual(new Set([clip]));
      foreign.length = 0;
      expect({ violations, foreign, complaints: browser.complaints }).toEqual(NOTHING);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-14] [WEB-17] so do the pages that say what is wrong, and the documentation of the API',
    async () => {
      const page = await open('/nowhere');
      for (const path of ['/nowhere', '/room/not-there', '/room/no%20such%20name', '/api/docs']) {
        await page.goto(home + path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
      }
      expect({ violations, foreign, complaints: browser.complaints }).toEqual(NOTHING);
    },
    TIMEOUT_MS,
  );

  it('[WEB-17] what is against the policy would have been noticed', async () => {
    const page = await open();
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { text: '1' }))`,
    );
    await page.evaluate(`fetch('http://127.0.0.1:1/').catch(() => {})`);
    await until('both are noted', () => violations.length === 2);
    expect(violations.map((what) => what.split(' ')[0])).toEqual(['script-src-elem', 'connect-src']);
  });
});

const NOTHING = { violations: [], foreign: [], complaints: [] };
