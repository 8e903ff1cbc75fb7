import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import type { Locator, Page } from 'playwright-core';
import { register } from './accounts.ts';
import { addClips, RoomPages } from './room-pages.ts';

const TIMEOUT_MS = 60_000;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe.skipIf(!requireTool('chromium').available)('the page by touch alone', () => {
  let pages: RoomPages;
  /** Kept, so that it can be deleted; somebody else is there as well. */
  let owner: Page;
  let guest: Page;
  beforeAll(async () => {
    pages = await RoomPages.start();
    const token = await register(pages.home, 'Olga');
    const room = { name: 'lounge', isTemporary: false, visibility: 'unlisted' } as const;
    await new SiteApi(pages.home).createRoom(token, room);
    const url = `${pages.home}/room/lounge`;
    owner = await pages.enter({ ...PHONE, url, token });
    guest = await pages.enter({ ...PHONE, url });
    await addClips(owner, 1);
    await owner.getByRole('tab', { name: /Queue/ }).tap();
    await addClips(owner, 2);
  }, TIMEOUT_MS);
  afterAll(() => pages[Symbol.asyncDispose]());

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
  const tooltip = (page: Page, text: string) => page.locator('.tooltip').getByText(text);

  /** It is there as a whole, and goes by its button. */
  async function expectOpens(dialog: Locator): Promise<void> {
    await dialog.waitFor();
    const { width, height } = PHONE.viewport;
    await until('it is inside of the window', async () => {
      const box = await dialog.boundingBox();
      return (
        box !== null && box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height
      );
    });
    await dialog.getByRole('button', { name: 'Close', exact: true }).first().tap();
    await dialog.waitFor({ state: 'detached' });
  }

  async function openTab(page: Page, tab: string): Promise<Locator> {
    await button(page, 'Room settings').tap();
    const dialog = page.getByRole('dialog', { name: 'Room settings' });
    await dialog.getByRole('tab', { name: tab }).tap();
    return dialog;
  }

  it(
    '[WEB-13] a tap on what is blocked says why, until the next one',
    async () => {
      const dialog = await openTab(guest, 'Permissions');
      await dialog.getByRole('button', { name: 'Save' }).tap({ force: true });
      await tooltip(guest, 'Nothing is changed yet.').waitFor();
      await dialog.getByRole('tab', { name: 'Permissions' }).tap();
      await tooltip(guest, 'Nothing is changed yet.').waitFor({ state: 'detached' });

      const cell = dialog.getByRole('checkbox', { name: /^Play and pause: Guest/ });
      await cell.scrollIntoViewIfNeeded();
      await cell.tap({ force: true });
      await tooltip(guest, 'You do not have the permission for this in this room.').waitFor();
      expect(await cell.isChecked()).toBe(true);
      await dialog.getByRole('button', { name: 'Close', exact: true }).first().tap();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-17] settings, sharing, the account, languages and shortcuts open and close',
    async () => {
      await button(owner, 'Room settings').tap();
      const settings = owner.getByRole('dialog', { name: 'Room settings' });
      for (const tab of ['Playback', 'Permissions', 'Access', 'Ownership', 'General'])
        await settings.getByRole('tab', { name: tab }).tap();
      await expectOpens(settings);

      await button(owner, 'Invite').tap();
      await button(owner, 'QR code').tap();
      await owner.getByRole('img', { name: /QR code/ }).waitFor();
      await expectOpens(owner.getByRole('dialog', { name: 'Invite' }));

      await button(owner, /^Account/).tap();
      await expectOpens(owner.getByRole('dialog', { name: 'Account' }));

      await button(owner, 'Language and theme').tap();
      await owner.getByRole('menuitemradio', { name: 'Dark' }).tap();
      await owner.getByRole('menu').waitFor({ state: 'detached' });

      await owner
        .getByRole('group', { name: 'Playback controls' })
        .getByRole('button', { name: 'More' })
        .tap();
      await owner.getByRole('menuitem', { name: 'Keyboard shortcuts', exact: true }).tap();
      await expectOpens(owner.getByRole('dialog', { name: 'Keyboard shortcuts' }));
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] [WEB-17] so does the dialog to trim, and what is written there counts',
    async () => {
      await owner.getByRole('tab', { name: /Queue/ }).tap();
      await button(owner, /^More for usher-demo/).tap();
      await owner.getByRole('menuitem', { name: 'Start and end…' }).tap();
      await owner.getByRole('textbox', { name: 'Start' }).fill('0:20');
      await button(owner, 'Save').tap();
      await owner.getByRole('row').getByText('0:20').waitFor();
      await button(owner, /^More for usher-demo/).tap();
      await owner.getByRole('menuitem', { name: 'Start and end…' }).tap();
      await expectOpens(owner.getByRole('dialog', { name: /^Start and end of/ }));
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] [WEB-17] so do the questions before changes are lost, somebody is banned, and the room is gone',
    async () => {
      const settings = await openTab(owner, 'General');
      await settings.getByRole('textbox', { name: 'Title' }).fill('Never saved');
      await settings.getByRole('button', { name: 'Close', exact: true }).first().tap();
      const question = owner.getByRole('alertdialog', { name: 'Discard your changes?' });
      await expectOpens(question);
      expect(await settings.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Never saved');
      await settings.getByRole('button', { name: 'Cancel' }).tap();
      await settings.waitFor({ state: 'detached' });

      await owner.getByRole('tab', { name: /People/ }).tap();
      await button(owner, /^Options for/).tap();
      await owner.getByRole('menuitem', { name: 'Ban…' }).tap();
      await expectOpens(owner.getByRole('alertdialog', { name: /^Ban / }));

      await openTab(owner, 'Ownership');
      await button(owner, 'Delete the room').tap();
      const deletion = owner.getByRole('alertdialog', { name: 'Delete lounge?' });
      await deletion.getByRole('textbox').fill('lounge');
      await deletion.getByRole('button', { name: 'Delete for good' }).tap();
      for (const page of [owner, guest])
        await page.getByRole('heading', { name: 'The room was closed' }).waitFor();
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
