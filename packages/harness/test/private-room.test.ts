import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { expectAccessible, requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import { RoomPages } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('[ROM-35] friends and a private room', () => {
  let pages: RoomPages;
  let owner: Page;
  let friend: Page;
  beforeAll(async () => {
    pages = await RoomPages.start();
    const token = await register(pages.home, 'Olga');
    const room = { name: 'den', isTemporary: true, visibility: 'private' } as const;
    await new SiteApi(pages.home).createRoom(token, room);
    owner = await pages.enter({ url: `${pages.home}/room/den`, token });
  }, TIMEOUT_MS);
  afterAll(() => pages[Symbol.asyncDispose]());

  const shareCard = (page: Page) => page.getByRole('group', { name: 'Bring your friends' }).last();

  it(
    '[WEB-11] its owner shares an invitation, as the room’s own link lets nobody in',
    async () => {
      await owner.getByRole('button', { name: 'Invite' }).click();
      await shareCard(owner).getByText('This room is private.').waitFor();
      expect(await shareCard(owner).getByRole('textbox').count()).toBe(0);
      await expectAccessible(owner, 'the dialog to invite to a private room');
      await shareCard(owner).getByRole('button', { name: 'New invitation' }).click();
      const link = await shareCard(owner).getByRole('textbox', { name: 'Invitation link' }).inputValue();
      await shareCard(owner).getByRole('button', { name: 'Copy invitation' }).waitFor();
      await shareCard(owner).getByRole('button', { name: 'QR code' }).click();
      await shareCard(owner)
        .getByRole('img', { name: /QR code/ })
        .waitFor();
      await owner.keyboard.press('Escape');

      friend = await pages.enter({ url: link });
      await friend.getByRole('tab', { name: /People 2/ }).waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] who has come by one may not make one, and is told so before they try',
    async () => {
      const why = 'Only the owner, administrators and moderators of this room may invite.';
      const create = shareCard(friend).getByRole('button', { name: 'New invitation' });
      expect(await create.getAttribute('aria-disabled')).toBe('true');
      // Playwright waits for what is disabled to be enabled.
      await create.click({ force: true });
      await friend.locator('.tooltip').getByText(why).waitFor();

      await friend.getByRole('button', { name: 'Room settings' }).click();
      await friend.getByRole('tab', { name: 'Access' }).click();
      const inSettings = friend.getByRole('dialog').getByRole('button', { name: 'New invitation' });
      expect(await inSettings.getAttribute('aria-disabled')).toBe('true');
      await inSettings.click({ force: true });
      await friend.locator('.tooltip').getByText(why).waitFor();
      await friend.keyboard.press('Escape');
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] is not private any more: everyone shares its link again',
    async () => {
      await owner.getByRole('button', { name: 'Room settings' }).click();
      await owner.getByRole('radio', { name: 'Unlisted' }).check();
      await owner.getByRole('button', { name: 'Save' }).click();
      await until('it is saved', async () => (await owner.getByRole('dialog').count()) === 0);
      const link = shareCard(friend).getByRole('textbox', { name: 'Link to this room' });
      expect(await link.inputValue()).toBe(`${pages.home}/room/den`);
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
