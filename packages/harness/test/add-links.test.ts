import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { requireTool, tempDir } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { MediaServer } from '@usher/harness/media';
import { until } from '@usher/kit/testing';
import { PERMISSIONS, RequestType, Role, videoKey } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import { addClips, clip, hasOrder, importVideos, keysOf, RoomPages, rowsOf, say } from './room-pages.ts';
import { Wire } from './wire.ts';

const TIMEOUT_MS = 60_000;
const ALREADY_QUEUED = 'This video is in the queue already.';
const LOCAL_FILE = /^This file is on your device/;
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.skipIf(!requireTool('chromium').available)('links that are added', () => {
  const resources = new AsyncDisposableStack();
  let media: MediaServer;
  let pages: RoomPages;
  beforeAll(async () => {
    media = resources.use(new MediaServer(resources.use(tempDir()).path));
    pages = resources.use(await RoomPages.start({ monolith: { media_allow_hosts: [media.host] } }));
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => resources.disposeAsync());

  const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Paste a link' });
  const previewOf = (page: Page) => page.getByRole('article', { name: 'What you are about to add' });
  const hasWritten = (page: Page, text: string) =>
    until('it is in the field', async () => (await fieldOf(page).inputValue()) === text);

  /** Somebody lets go of a link from elsewhere. */
  const drop = (page: Page, link: string) =>
    page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/uri-list', ${JSON.stringify(link)});
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    })()`);

  it(
    '[WEB-11] come back when they are refused: the dropped one, not one that was added before',
    async () => {
      const page = await pages.enter();
      await addClips(page, 2);
      await hasOrder(page, [videoKey(clip(2))]);
      await drop(page, clip(1).id);
      await page.getByRole('alert').getByText(ALREADY_QUEUED).waitFor();
      await hasWritten(page, clip(1).id);

      await fieldOf(page).fill(clip(3).id);
      await fieldOf(page).press('Enter');
      await hasOrder(page, [clip(2), clip(3)].map(videoKey));
      await importVideos(page, [{ service: 'direct', id: 'http://127.0.0.1:9/gone.mp4' }]);
      await page.getByText('1 video could not be added.').first().waitFor();
      expect(await fieldOf(page).inputValue()).toBe('');
      await fieldOf(page).fill(clip(3).id);
      await fieldOf(page).press('Enter');
      await hasWritten(page, clip(3).id);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] [MSG-14] come back when they may not be played now after all',
    async () => {
      const token = await register(pages.home, 'Nora');
      const api = new SiteApi(pages.home);
      await api.createRoom(token, { name: 'notnow', isTemporary: true, visibility: 'unlisted' });
      const url = `${pages.home}/room/notnow`;
      const owner = await pages.enter({ url, token });
      await addClips(owner, 1);
      let wire = new Wire();
      const guest = await pages.enter({ url }, async (fresh) => {
        wire = await Wire.of(fresh);
      });
      await fieldOf(guest).fill(clip(2).id);
      await previewOf(guest).waitFor();
      wire.hold();
      using talker = await TestClient.join(pages.port, 'notnow', token);
      const mask = 113_250_303 & ~(1 << PERMISSIONS['manage-queue.play-now'].bit);
      const settings = { grants: [[Role.UnregisteredUser, mask]] };
      talker.say({ action: 'req', request: { type: RequestType.ApplySettings, settings } });
      await talker.hears('the new permissions', ({ grants }) =>
        JSON.stringify(grants ?? '').includes(`${mask}`),
      );
      await previewOf(guest).getByRole('button', { name: 'Play now' }).click();
      expect(await fieldOf(guest).inputValue()).toBe('');
      wire.release();
      await hasWritten(guest, clip(2).id);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] [MED-1] are asked for when there are none; files of one’s own are told apart',
    async () => {
      const page = await pages.enter();
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('Paste the link of a video first.').waitFor();
      for (const file of ['file:///home/ann/holiday.mp4', 'C:\\Users\\Ann\\holiday.mp4']) {
        await fieldOf(page).fill(file);
        await page.getByText(LOCAL_FILE).waitFor({ state: 'detached' });
        await fieldOf(page).press('Enter');
        await page.getByText(LOCAL_FILE).waitFor();
      }
      await drop(page, 'file:///home/ann/holiday.mp4');
      await page.getByRole('alert').getByText(LOCAL_FILE).waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] are not those that are dragged within the page',
    async () => {
      const host = await pages.enter();
      await addClips(host, 1);
      let wire = new Wire();
      const page = await pages.enter({ url: host.url() }, async (fresh) => {
        wire = await Wire.of(fresh);
      });
      await say(host, 'see https://example.com/a.mp4');
      const target = page.getByRole('heading', { name: 'Queue' });
      await page.getByRole('log').getByRole('link').dragTo(target);
      await page.getByRole('link', { name: 'Usher, home' }).dragTo(target);
      // What is asked for is asked for in order.
      await say(page, 'nothing came of it');
      await host.getByRole('log').getByText('nothing came of it').waitFor();
      const requests = wire.said.flatMap((said) => (said.action === 'req' ? [said.request.type] : []));
      expect(requests).toEqual([RequestType.Chat]);
      await drop(page, clip(2).id);
      await hasOrder(host, [videoKey(clip(2))]);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] show their picture and their length before they are added',
    async () => {
      await using stack = new AsyncDisposableStack();
      const thumbnail = 'https://pictures.example/holiday.png';
      const page = await pages.enter({}, async (fresh) => {
        await fresh.route(thumbnail, (route) => route.fulfill({ contentType: 'image/png', body: PICTURE }));
      });
      stack.defer(() => page.close());
      const sources = [{ url: `${media.origin}/holiday.mp4`, contentType: 'video/mp4', quality: 720 }];
      media.answer('/holiday.json', () =>
        Response.json({ title: 'A holiday', duration: 754, thumbnail, sources }),
      );
      await fieldOf(page).fill(`${media.origin}/holiday.json`);
      const preview = previewOf(page);
      await preview.getByText('A holiday').waitFor();
      await preview.getByText('12:34').waitFor();
      const picture = preview.locator('img');
      expect(await picture.getAttribute('src')).toBe(thumbnail);
      await until('the picture is there', async () =>
        picture.evaluate((element) => (element as unknown as { naturalWidth: number }).naturalWidth > 0),
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] of a list: one chooses some, or adds all',
    async () => {
      const result = [1, 2, 3, 4].map((n) => Object.assign(clip(n), { title: `Part ${n}` }));
      const list = { result, highlighted: clip(3) };
      // Services that have lists are not to be asked in a test.
      const page = await pages.enter({}, async (fresh) => {
        await fresh.route('**/api/data/previewAdd*', (route) => route.fulfill({ json: list }));
      });
      const preview = previewOf(page);
      const boxOf = (n: number) => preview.getByRole('checkbox', { name: `Part ${n}` });
      await fieldOf(page).fill('https://www.youtube.com/playlist?list=parts');
      await preview.getByRole('heading', { name: '4 videos in this list' }).waitFor();
      const checked = await Promise.all([1, 2, 3, 4].map((n) => boxOf(n).isChecked()));
      expect(checked).toEqual([false, false, true, false]);
      await boxOf(3).uncheck();
      const chosen = preview.getByRole('button', { name: 'Add the chosen 0' });
      expect(await chosen.getAttribute('aria-disabled')).toBe('true');
      await boxOf(2).check();
      await boxOf(4).check();
      await preview.getByRole('button', { name: 'Add the chosen 2' }).click();
      await page.getByTestId('player').waitFor();
      await hasOrder(page, [videoKey(clip(4))]);
      expect(await fieldOf(page).inputValue()).toBe('');

      await fieldOf(page).fill('https://www.youtube.com/playlist?list=parts');
      await preview.getByRole('button', { name: 'Add all' }).click();
      await hasOrder(page, [clip(4), clip(1), clip(3)].map(videoKey));
      expect(await keysOf(page)).toHaveLength(3);
      expect(await rowsOf(page).count()).toBe(3);
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    // The clip of the holiday is nowhere.
    expect(pages.browser.complaints.filter((text) => !/400/.test(text))).toEqual([]);
  });
});
