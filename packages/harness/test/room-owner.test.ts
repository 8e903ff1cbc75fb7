import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { expectAccessible, requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import { RoomPages } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

/** Stands in for the device's own sheet, and notes what it was given. */
const WITH_SHARE = `globalThis.shared = [];
Object.defineProperty(Navigator.prototype, 'share', { value: async (data) => void globalThis.shared.push(data) });`;
const WITHOUT_SHARE = `delete Navigator.prototype.share;`;

describe.skipIf(!requireTool('chromium').available)('who brings friends to a room, and whose it is', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  async function makeRoom(prepare: string, permissions: string[] = []): Promise<Page> {
    const page = await pages.browser.open(pages.home, { permissions }, async (fresh) => {
      await fresh.addInitScript(prepare);
    });
    await page.getByRole('button', { name: 'Create a room' }).click();
    await page.getByRole('group', { name: 'Bring your friends' }).waitFor();
    return page;
  }

  async function openOwnership(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Room settings' }).click();
    await page.getByRole('tab', { name: 'Ownership' }).click();
  }

  it(
    '[WEB-11] shares the link by what the device has for that',
    async () => {
      const page = await makeRoom(WITH_SHARE);
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      const shared = await page.evaluate<unknown>('globalThis.shared');
      expect(shared).toEqual([{ url: page.url(), title: 'Watch together' }]);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] copies the link, and shows it to be copied where the browser refuses',
    async () => {
      const page = await makeRoom(WITHOUT_SHARE, ['clipboard-read', 'clipboard-write']);
      expect(await page.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0);
      expect(await page.getByRole('textbox', { name: 'Link to this room' }).inputValue()).toBe(page.url());
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByText('The link is copied. Send it to your friends.').waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(page.url());

      await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))`);
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByText(`Copy this yourself: ${page.url()}`).waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] [ROM-2] a room of nobody’s is claimed by who is logged in; a guest is told what that needs',
    async () => {
      const guest = await pages.enter();
      await openOwnership(guest);
      const claim = guest.getByRole('button', { name: 'Make it mine' });
      expect(await claim.getAttribute('aria-disabled')).toBe('true');
      await claim.focus();
      await guest.getByText('Log in first: only accounts can own a room.').first().waitFor();

      const token = await register(pages.home, 'Olga');
      const owner = await pages.enter({ url: guest.url(), token });
      await openOwnership(owner);
      await owner.getByRole('button', { name: 'Make it mine' }).click();
      await owner.getByText('This room is yours now.').waitFor();
      await until('the focus is on what tells whose it is', () =>
        owner.evaluate<boolean>(`document.activeElement.textContent === 'Owner'`),
      );
      await until(
        'nobody else can claim it',
        async () => (await guest.getByRole('button', { name: 'Make it mine' }).count()) === 0,
      );
      await owner.keyboard.press('Escape');
      await owner.getByRole('tab', { name: /People/ }).click();
      await owner.getByRole('list', { name: 'People' }).getByText('Owner').waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] [ROM-2] a kept room is deleted by its owner, once they have written its name',
    async () => {
      const token = await register(pages.home, 'Dora');
      const room = { name: 'doomed', isTemporary: false, visibility: 'unlisted' } as const;
      await new SiteApi(pages.home).createRoom(token, room);
      const url = `${pages.home}/room/doomed`;
      const owner = await pages.enter({ url, token });
      const guest = await pages.enter({ url });
      await openOwnership(guest);
      const refused = guest.getByRole('button', { name: 'Delete the room' });
      expect(await refused.getAttribute('aria-disabled')).toBe('true');

      await openOwnership(owner);
      await owner.getByRole('button', { name: 'Delete the room' }).click();
      const question = owner.getByRole('alertdialog', { name: 'Delete doomed?' });
      await question.waitFor();
      await expectAccessible(owner, 'the question before a room is deleted');
      const confirm = question.getByRole('button', { name: 'Delete for good' });
      await question.getByRole('textbox').fill('spared');
      expect(await confirm.getAttribute('aria-disabled')).toBe('true');
      await question.getByRole('textbox').fill('doomed');
      await confirm.click();
      for (const page of [owner, guest])
        await page.getByRole('heading', { name: 'The room was closed' }).waitFor();
      await guest.reload();
      await guest.getByRole('heading', { name: 'This room is not open' }).waitFor();
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
