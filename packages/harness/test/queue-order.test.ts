import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { requireTool } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { RequestType, Role, videoKey } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import {
  addClips,
  clip,
  enterWithQueue,
  hasOrder,
  importVideos,
  keysOf,
  RoomPages,
  rowsOf,
  say,
} from './room-pages.ts';
import { Wire } from './wire.ts';

const TIMEOUT_MS = 60_000;

/** Notes every order that the list has shown since. */
const WATCH_ORDER = `(() => {
  const list = document.querySelector('[role=grid]');
  const orders = (globalThis.shownOrders = []);
  const note = () => {
    const keys = [...list.querySelectorAll('[role=row]')].map((row) => row.dataset.key).join();
    if (orders.at(-1) !== keys) orders.push(keys);
  };
  new MutationObserver(note).observe(list, { subtree: true, childList: true, attributes: true });
  note();
})()`;

describe.skipIf(!requireTool('chromium').available)('the order of the queue', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  it(
    '[WEB-16] over a slow connection, keys that are pressed faster than the room answers move the same item on and on',
    async () => {
      const host = await enterWithQueue(pages, 4);
      let wire = new Wire();
      const page = await pages.enter({ url: host.url() }, async (fresh) => {
        wire = await Wire.of(fresh);
      });
      await until('all are there', async () => (await rowsOf(page).count()) === 4);
      const [a, b, c, d] = await keysOf(page);
      wire.delayMs = 100;
      await page.evaluate(WATCH_ORDER);
      await rowsOf(page).first().focus();
      for (const order of [
        [b, a, c, d],
        [b, c, a, d],
        [b, c, d, a],
      ]) {
        await page.keyboard.press('Alt+ArrowDown');
        await hasOrder(page, order);
      }
      await hasOrder(host, [b, c, d, a]);
      // What is said afterwards comes after all that the room has told of its queue.
      await say(host, 'have you seen it?');
      await page.getByRole('log').getByText('have you seen it?').waitFor();
      expect(await keysOf(page)).toEqual(await keysOf(host));
      const shown = await page.evaluate<string[]>('globalThis.shownOrders');
      expect(shown.map((keys) => keys.split(',').indexOf(a ?? ''))).toEqual([0, 1, 2, 3]);
      expect(await page.evaluate(`document.activeElement.getAttribute('data-key')`)).toBe(a);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] is changed by pressing Move down, for everyone',
    async () => {
      const page = await enterWithQueue(pages, 3);
      const other = await pages.enter({ url: page.url() });
      const [a, b, c] = await keysOf(page);
      const down = (row: number) =>
        rowsOf(page)
          .nth(row)
          .getByRole('button', { name: /^Move .* down$/ });
      await down(0).click();
      for (const each of [page, other]) await hasOrder(each, [b, a, c]);
      await down(1).click();
      for (const each of [page, other]) await hasOrder(each, [b, c, a]);
      expect(await down(2).getAttribute('aria-disabled')).toBe('true');
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] [WEB-17] is changed by dragging with the keyboard',
    async () => {
      const page = await enterWithQueue(pages, 3);
      const other = await pages.enter({ url: page.url() });
      const [a, b, c] = await keysOf(page);
      await rowsOf(page)
        .nth(0)
        .getByRole('button', { name: /^Drag / })
        .focus();
      await page.keyboard.press('Enter');
      await until('it is being dragged', async () => (await focusedLabel(page)).startsWith('Insert '));
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      for (const each of [page, other]) await hasOrder(each, [b, c, a]);
      await page.getByText(/is now number 3 of 3/).waitFor({ state: 'attached' });
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] [WEB-17] of a queue of 200: only what is seen is drawn, and the last row is reached and moved by keys',
    async () => {
      const page = await pages.enter();
      await importVideos(
        page,
        Array.from({ length: 201 }, (_, n) => clip(n)),
      );
      await page.getByText('200 videos', { exact: false }).first().waitFor();
      expect(await rowsOf(page).count()).toBeLessThan(40);
      await rowsOf(page).first().focus();
      await page.keyboard.press('End');
      const last = videoKey(clip(200));
      const focusedKey = () => page.evaluate<string>(`document.activeElement.getAttribute('data-key')`);
      await until('the last one has the focus', async () => (await focusedKey()) === last);
      expect(await page.locator(`[data-key="${last}"]`).isVisible()).toBe(true);
      await page.keyboard.press('Alt+ArrowUp');
      await page.getByText(/is now number 199 of 200/).waitFor({ state: 'attached' });
      await until('the focus goes with it', async () => (await focusedKey()) === last);
      await page.keyboard.press('Home');
      await until('the first one has the focus', async () => (await focusedKey()) === videoKey(clip(1)));
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] is not changed by keys without the permission, which is said',
    async () => {
      const token = await register(pages.home, 'Oda');
      const api = new SiteApi(pages.home);
      await api.createRoom(token, { name: 'ordered', isTemporary: true, visibility: 'unlisted' });
      const url = `${pages.home}/room/ordered`;
      const owner = await pages.enter({ url, token });
      await addClips(owner, 3);
      const guest = await pages.enter({ url });
      await until('both wait', async () => (await rowsOf(guest).count()) === 2);
      using talker = await TestClient.join(pages.port, 'ordered', token);
      const settings = { grants: [[Role.UnregisteredUser, 0]] };
      talker.say({ action: 'req', request: { type: RequestType.ApplySettings, settings } });
      const down = rowsOf(guest)
        .first()
        .getByRole('button', { name: /^Move .* down$/ });
      await until('it is known', async () => (await down.getAttribute('aria-disabled')) === 'true');
      const before = await keysOf(guest);
      await rowsOf(guest).first().focus();
      await guest.keyboard.press('Alt+ArrowDown');
      await guest
        .getByRole('alert')
        .getByText('You do not have the permission for this in this room.')
        .waitFor();
      expect(await keysOf(guest)).toEqual(before);
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});

const focusedLabel = (page: Page) =>
  page.evaluate<string>(`document.activeElement?.getAttribute('aria-label') ?? ''`);
