import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import { RoomPages } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('the people of a room, on its page', () => {
  let pages: RoomPages;
  let owner: Page;
  let member: Page;
  let guest: Page;
  beforeAll(async () => {
    pages = await RoomPages.start();
    const token = await register(pages.home, 'Olga');
    const room = { name: 'club', isTemporary: true, visibility: 'unlisted' } as const;
    await new SiteApi(pages.home).createRoom(token, room);
    const url = `${pages.home}/room/club`;
    owner = await pages.enter({ url, token });
    member = await pages.enter({ url, token: await register(pages.home, 'Mona') });
    guest = await pages.enter({ url });
    for (const page of [owner, member, guest]) await page.getByRole('tab', { name: /People/ }).click();
  }, TIMEOUT_MS);
  afterAll(() => pages[Symbol.asyncDispose]());

  const personOn = (page: Page, name: string) =>
    page.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: name });

  async function choose(name: string, item: string): Promise<void> {
    await personOn(owner, name)
      .getByRole('button', { name: `Options for ${name}` })
      .click();
    await owner.getByRole('menuitem', { name: item, exact: true }).click();
    await owner.getByRole('menu').waitFor({ state: 'detached' });
  }

  it(
    '[WEB-13] [ROM-33] get another role by somebody’s menu, and everyone sees it at once',
    async () => {
      await choose('Mona', 'Moderator');
      for (const page of [owner, member, guest])
        await personOn(page, 'Mona').getByText('Moderator').waitFor();
      await choose('Mona', 'Trusted');
      for (const page of [owner, member, guest]) await personOn(page, 'Mona').getByText('Trusted').waitFor();
      await choose('Mona', 'With an account');
      await until(
        'it is gone',
        async () => (await personOn(guest, 'Mona').getByText('Trusted').count()) === 0,
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] [ROM-33] without an account cannot have one, which their menu says',
    async () => {
      const person = owner.getByRole('list', { name: 'People' }).getByRole('listitem').last();
      await person.getByRole('button', { name: /^Options for/ }).click();
      const item = owner.getByRole('menuitem', { name: /^Moderator/ });
      expect(await item.getAttribute('aria-disabled')).toBe('true');
      await item.getByText('Only people with an account can have a role.').waitFor();
      await owner.keyboard.press('Escape');
      await owner.getByRole('menu').waitFor({ state: 'detached' });
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] [ROM-33] are sent out of the room by their menu, and may come back',
    async () => {
      await choose('Mona', 'Send out of the room');
      await member.getByRole('heading', { name: 'You were removed from the room' }).waitFor();
      await until('they are gone', async () => (await personOn(guest, 'Mona').count()) === 0);
      await member.getByRole('button', { name: 'Enter again' }).click();
      await personOn(guest, 'Mona').waitFor();
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
