import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { expectAccessible, requireTool, TEST_KEYS } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { RequestType, Role } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import { addClips, enterWithQueue, hasOrder, keysOf, RoomPages, rowsOf } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('the queue on the page', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  it(
    '[WEB-16] is reordered by dragging with the pointer, for everyone',
    async () => {
      const page = await enterWithQueue(pages, 3);
      const other = await pages.enter({ url: page.url() });
      const [a, b, c] = await keysOf(page);
      await rowsOf(page).nth(2).scrollIntoViewIfNeeded();
      const [first, last] = [
        await rowsOf(page).nth(0).boundingBox(),
        await rowsOf(page).nth(2).boundingBox(),
      ];
      if (first === null || last === null) throw new Error('a row is not to be seen');
      await page.mouse.move(last.x + 20, last.y + last.height / 2);
      await page.mouse.down();
      await page.mouse.move(first.x + 60, first.y + first.height / 2, { steps: 8 });
      await page.mouse.move(first.x + 60, first.y + 3, { steps: 4 });
      await page.mouse.up();
      for (const each of [page, other]) await hasOrder(each, [c, a, b]);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] is voted on where votes decide: everyone sees the count, and the first by votes plays next',
    async () => {
      const page = await enterWithQueue(pages, 3);
      const other = await pages.enter({ url: page.url() });
      const [a, b, c] = await keysOf(page);
      await page.getByRole('button', { name: 'Room settings' }).click();
      await page.getByRole('tab', { name: 'Playback' }).click();
      await page.getByRole('radio', { name: /^By vote/ }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.keyboard.press('Escape');

      const vote = (on: Page, key = '') =>
        on
          .getByRole('row')
          .and(on.locator(`[data-key="${key}"]`))
          .getByRole('button', { name: /^Vote for/ });
      await vote(page, c).click();
      // What moves to its place in the order is not there where one clicks.
      await hasOrder(other, [c, a, b]);
      await vote(other, c).click();
      await vote(other, b).click();
      for (const each of [page, other])
        await until('both votes count', async () => /2 votes/.test((await nameOf(vote(each, c))) ?? ''));
      await hasOrder(page, [c, b, a]);
      expect(await vote(page, b).getAttribute('aria-pressed')).toBe('false');
      expect(await vote(other, b).getAttribute('aria-pressed')).toBe('true');
      await vote(other, b).click();
      await until('it is withdrawn', async () => /0 votes/.test((await nameOf(vote(page, b))) ?? ''));
      await expectAccessible(page, 'a queue with votes');

      const up = rowsOf(page)
        .nth(1)
        .getByRole('button', { name: /^Move .* up$/ });
      expect(await up.getAttribute('aria-disabled')).toBe('true');
      await up.focus();
      await page.getByText('The votes decide the order.').first().waitFor();
      await page.getByRole('button', { name: 'Skip' }).click();
      await until('the first by votes plays', async () => !(await keysOf(page)).includes(c ?? ''));
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] is shuffled',
    async () => {
      const page = await enterWithQueue(pages, 6);
      const before = await keysOf(page);
      await until('the order is another one', async () => {
        await page.getByRole('button', { name: 'Shuffle' }).click();
        return (await keysOf(page)).join() !== before.join();
      });
      expect(new Set(await keysOf(page))).toEqual(new Set(before));
    },
    TIMEOUT_MS,
  );

  it(
    '[ROM-25] of the last time is offered when a kept room is opened again: to be restored, or discarded',
    async () => {
      const token = await register(pages.home, 'Rosa');
      const room = { name: 'kept', isTemporary: false, visibility: 'unlisted' } as const;
      await new SiteApi(pages.home).createRoom(token, room);
      const page = await pages.enter({ url: `${pages.home}/room/kept`, token });
      await addClips(page, 3);
      await until('both wait', async () => (await rowsOf(page).count()) === 2);
      const waiting = await keysOf(page);
      const offer = page.getByRole('group', { name: 'The previous queue' });
      const reopen = async () => {
        const headers = { apikey: TEST_KEYS.api };
        const unloaded = await fetch(`${pages.home}/api/room/kept`, { method: 'DELETE', headers });
        expect(unloaded.status).toBe(200);
        await page.getByRole('button', { name: 'Open it again' }).click();
        await offer.getByText('3 videos were left in the queue last time.').waitFor();
      };

      await reopen();
      await expectAccessible(page, 'the offer to restore the queue');
      await offer.getByRole('button', { name: 'Restore' }).click();
      await hasOrder(page, waiting);
      expect(await offer.count()).toBe(0);
      await reopen();
      await offer.getByRole('button', { name: 'Discard' }).click();
      await offer.waitFor({ state: 'detached' });
      expect(await rowsOf(page).count()).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] whoever may do nothing with it sees that, and why',
    async () => {
      const token = await register(pages.home, 'Otto');
      const api = new SiteApi(pages.home);
      await api.createRoom(token, { name: 'strict', isTemporary: true, visibility: 'unlisted' });
      const url = `${pages.home}/room/strict`;
      const owner = await pages.enter({ url, token });
      await addClips(owner, 3);
      const guest = await pages.enter({ url });
      await until('both wait', async () => (await rowsOf(guest).count()) === 2);
      using talker = await TestClient.join(pages.port, 'strict', token);
      const settings = { grants: [[Role.UnregisteredUser, 0]] };
      talker.say({ action: 'req', request: { type: RequestType.ApplySettings, settings } });

      const reason = 'You do not have the permission for this in this room.';
      const row = rowsOf(guest).first();
      await until(
        'it is known',
        async () =>
          (await guest.getByRole('button', { name: 'Shuffle' }).getAttribute('aria-disabled')) === 'true',
      );
      for (const button of [
        guest.getByRole('button', { name: 'Shuffle' }),
        row.getByRole('button', { name: /^Play now/ }),
        row.getByRole('button', { name: /^Remove/ }),
        row.getByRole('button', { name: /^Move .* down$/ }),
        guest.getByRole('button', { name: 'Send' }),
        guest.getByRole('button', { name: 'Add', exact: true }),
      ]) {
        expect(await button.getAttribute('aria-disabled')).toBe('true');
        const described = await button.getAttribute('aria-describedby');
        expect(await guest.locator(`[id="${described}"]`).textContent()).toBe(reason);
      }
      expect(await guest.getByRole('textbox', { name: 'Paste a link' }).isDisabled()).toBe(true);
      expect(await row.getByRole('button', { name: /^Drag / }).isVisible()).toBe(false);
      await row.getByRole('button', { name: /^More for/ }).click();
      for (const name of [/^Start and end…/, /^Remove/])
        await guest.getByRole('menuitem', { name, disabled: true }).getByText(reason).waitFor();
      await guest.keyboard.press('Escape');

      await guest.getByRole('button', { name: 'Room settings' }).click();
      expect(await guest.getByRole('textbox', { name: 'Title' }).isEditable()).toBe(false);
      await expectAccessible(guest, 'settings that one may not change');
      await guest.keyboard.press('Escape');
      await guest.getByRole('tab', { name: /People/ }).click();
      const options = guest.getByRole('button', { name: /^Options for/ }).first();
      expect(await options.getAttribute('aria-disabled')).toBe('true');
      await options.focus();
      await guest.getByText('You do not have the permission to send people out.').first().waitFor();
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});

const nameOf = (of: { getAttribute(name: string): Promise<string | null> }) => of.getAttribute('aria-label');
