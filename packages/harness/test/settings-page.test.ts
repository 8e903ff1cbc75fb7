import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { RoomClient, SiteApi } from '@usher/client';
import { expectAccessible, requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import { RoomPages } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

/** The server says no to new settings, and yes to everything else. */
async function refuseSettings(page: Page): Promise<void> {
  const refusal = {
    action: 'error',
    code: 'PermissionDeniedException',
    message: 'No.',
    request: RequestType.ApplySettings,
  };
  await page.routeWebSocket(/\/api\/room\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const { request } = JSON.parse(String(message)) as { request?: { type: number } };
      if (request?.type === RequestType.ApplySettings) socket.send(JSON.stringify(refusal));
      else server.send(message);
    });
    server.onMessage((message) => socket.send(message));
  });
}

describe.skipIf(!requireTool('chromium').available)('the settings of a room, on its page', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Room settings' });
  const titleOf = (page: Page) => dialogOf(page).getByRole('textbox', { name: 'Title' });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

  async function openSettings(page: Page, tab = 'General'): Promise<void> {
    await press(page, 'Room settings');
    await dialogOf(page).getByRole('tab', { name: tab }).click();
  }

  async function save(page: Page): Promise<void> {
    await press(page, 'Save');
    await page.getByText('The settings are saved.').waitFor();
    await dialogOf(page).waitFor({ state: 'detached' });
  }

  it(
    '[WEB-13] are all kept as they were saved',
    async () => {
      const token = await register(pages.home, 'Olga');
      const room = { name: 'cinema', isTemporary: false, visibility: 'unlisted' } as const;
      await new SiteApi(pages.home).createRoom(token, room);
      const page = await pages.enter({ url: `${pages.home}/room/cinema`, token });
      const choices = {
        voteSkip: page.getByRole('switch', { name: 'Vote to skip' }),
        wait: page.getByRole('switch', { name: 'Wait for everyone' }),
        seconds: page.getByRole('slider', { name: 'Wait at most' }),
        intros: page.getByRole('checkbox', { name: 'Intros' }),
        sponsors: page.getByRole('checkbox', { name: 'Sponsors' }),
        restore: page.getByRole('combobox', { name: 'The queue of last time' }),
        listed: page.getByRole('radio', { name: 'Public' }),
      };

      await openSettings(page);
      await choices.listed.check();
      await dialogOf(page).getByRole('tab', { name: 'Playback' }).click();
      await choices.voteSkip.check();
      await choices.seconds.press('ArrowRight');
      await choices.seconds.press('ArrowRight');
      await choices.intros.uncheck();
      await choices.restore.selectOption('Bring it back');
      await save(page);

      await page.reload();
      await openSettings(page);
      expect(await choices.listed.isChecked()).toBe(true);
      await dialogOf(page).getByRole('tab', { name: 'Playback' }).click();
      expect(await choices.voteSkip.isChecked()).toBe(true);
      expect(await choices.seconds.inputValue()).toBe('12');
      expect(await choices.intros.isChecked()).toBe(false);
      expect(await choices.sponsors.isChecked()).toBe(true);
      expect(await choices.restore.inputValue()).toBe('2');

      await choices.wait.uncheck();
      await choices.voteSkip.uncheck();
      await save(page);
      await page.reload();
      await openSettings(page, 'Playback');
      expect(await choices.wait.isChecked()).toBe(false);
      expect(await choices.voteSkip.isChecked()).toBe(false);
      expect(await choices.seconds.count()).toBe(0);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] are said to be saved only when the room has taken them',
    async () => {
      const url = (await pages.enter()).url();
      const page = await pages.browser.open(url, {}, refuseSettings);
      await openSettings(page);
      await titleOf(page).fill('Refused');
      await press(page, 'Save');
      await page.getByRole('alert').getByText('You do not have the permission for this.').waitFor();
      await titleOf(page).fill('');
      await page.getByText('Nothing is changed yet.').first().waitFor({ state: 'attached' });
      expect(await page.getByText('The settings are saved.').count()).toBe(0);
      expect(await dialogOf(page).count()).toBe(1);

      await titleOf(page).fill('Refused again');
      await press(page, 'Save');
      const other = new RoomClient({ site: pages.home, room: new URL(url).pathname.split('/').at(-1) ?? '' });
      other.start();
      await until('somebody else is there', () => other.connection.state === 'open');
      other.send({ type: RequestType.ApplySettings, settings: { title: 'Theirs' } });
      await press(page, 'Take theirs');
      await until('the field has theirs', async () => (await titleOf(page).inputValue()) === 'Theirs');
      expect(await page.getByText('The settings are saved.').count()).toBe(0);
      other.stop();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] are not lost without a question when they were changed and not saved',
    async () => {
      const page = await pages.enter();
      const question = page.getByRole('alertdialog', { name: 'Discard your changes?' });
      await openSettings(page);
      await page.keyboard.press('Escape');
      await dialogOf(page).waitFor({ state: 'detached' });

      await openSettings(page);
      await titleOf(page).fill('Half a title');
      await page.keyboard.press('Escape');
      await question.waitFor();
      await expectAccessible(page, 'the question before changes are lost');
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      expect(await titleOf(page).inputValue()).toBe('Half a title');
      await dialogOf(page).getByRole('button', { name: 'Close', exact: true }).click();
      await question.getByRole('button', { name: 'Keep editing' }).click();
      expect(await titleOf(page).inputValue()).toBe('Half a title');
      await dialogOf(page).getByRole('button', { name: 'Close', exact: true }).click();
      await question.getByRole('button', { name: 'Discard' }).click();
      await dialogOf(page).waitFor({ state: 'detached' });
      await openSettings(page);
      expect(await titleOf(page).inputValue()).toBe('');
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
