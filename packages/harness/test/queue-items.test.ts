import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { requireTool } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { PERMISSIONS, RequestType, Role, videoKey, type Permission } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';
import { LongClips } from './long-clips.ts';
import { addClips, clip, hasOrder, importVideos, keysOf, RoomPages, rowsOf } from './room-pages.ts';
import { Wire } from './wire.ts';

const TIMEOUT_MS = 60_000;
const NOT_PERMITTED = 'You do not have the permission for this in this room.';
/** What users without an account may do at first. */
const ALL = 113_250_303;
const but = (permission: Permission) => ALL & ~(1 << PERMISSIONS[permission].bit);

describe.skipIf(!requireTool('chromium').available)('what is in the queue', () => {
  const resources = new AsyncDisposableStack();
  let long: LongClips;
  let pages: RoomPages;
  beforeAll(async () => {
    long = resources.use(new LongClips(['one', 'two']));
    pages = resources.use(await RoomPages.start({ monolith: { media_allow_hosts: [long.host] } }));
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => resources.disposeAsync());

  async function openTrim(page: Page, row: number): Promise<void> {
    await rowsOf(page)
      .nth(row)
      .getByRole('button', { name: /^More for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Start and end…' }).click();
  }
  const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

  it(
    '[WEB-16] takes the time that is played of it, as far as that is known',
    async () => {
      const page = await pages.enter();
      await importVideos(page, [clip(0), long.video('one'), long.video('two')]);
      await page.getByText('2 videos · 2 hours', { exact: true }).waitFor();
      await openTrim(page, 1);
      await page.getByRole('textbox', { name: 'Start' }).fill('5:00');
      await page.getByRole('textbox', { name: 'End' }).fill('15:00');
      await save(page);
      await page.getByText('2 videos · 1 hour 10 minutes', { exact: true }).waitFor();
      await importVideos(page, [clip(1)]);
      await page.getByText('3 videos · at least 1 hour 10 minutes', { exact: true }).waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] gets an end, and loses it again, also when nobody knows its length',
    async () => {
      const page = await pages.enter();
      await addClips(page, 2);
      const row = rowsOf(page).first();
      await openTrim(page, 0);
      await page.getByRole('textbox', { name: 'End' }).fill('0:40');
      await save(page);
      await row.getByText('0:00 to 0:40').waitFor();
      await openTrim(page, 0);
      expect(await page.getByRole('textbox', { name: 'End' }).inputValue()).toBe('0:40');
      await page.getByRole('textbox', { name: 'End' }).fill('');
      await save(page);
      await row.getByText(/ to /).waitFor({ state: 'detached' });
      await openTrim(page, 0);
      expect(await page.getByRole('textbox', { name: 'End' }).inputValue()).toBe('');
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] is saved as it was without a word, and without a connection not at all, which is said',
    async () => {
      const host = await pages.enter();
      await addClips(host, 2);
      let wire = new Wire();
      const page = await pages.enter({ url: host.url() }, async (fresh) => {
        wire = await Wire.of(fresh);
      });
      await openTrim(page, 0);
      await save(page);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const isUpdate = (type: number) => type === RequestType.UpdateQueueItem;
      expect(wire.said.filter((said) => said.action === 'req' && isUpdate(said.request.type))).toEqual([]);

      await openTrim(page, 0);
      await page.getByRole('textbox', { name: 'Start' }).fill('0:10');
      await wire.cut();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('status').getByText('There is no connection to the room right now.').waitFor();
      expect(await dialog.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
      await page.getByRole('textbox', { name: 'Start' }).press('Enter');
      expect(await dialog.isVisible()).toBe(true);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] [ROM-21] is played now: what was playing waits in its place',
    async () => {
      const page = await pages.enter();
      await addClips(page, 3);
      await hasOrder(page, [clip(2), clip(3)].map(videoKey));
      await rowsOf(page)
        .nth(1)
        .getByRole('button', { name: /^Play now/ })
        .click();
      await hasOrder(page, [clip(1), clip(2)].map(videoKey));
      await until('the player has it', async () =>
        ((await page.getByTestId('player').getAttribute('src')) ?? '').includes('clip=3'),
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] [MSG-14] is played now by whoever may also take it from the queue, and anything else by whoever may also add it',
    async () => {
      const token = await register(pages.home, 'Ines');
      const api = new SiteApi(pages.home);
      await api.createRoom(token, { name: 'playnow', isTemporary: true, visibility: 'unlisted' });
      const url = `${pages.home}/room/playnow`;
      const owner = await pages.enter({ url, token });
      await addClips(owner, 2);
      const guest = await pages.enter({ url });
      using talker = await TestClient.join(pages.port, 'playnow', token);
      const permit = (mask: number) => {
        const settings = { grants: [[Role.UnregisteredUser, mask]] };
        talker.say({ action: 'req', request: { type: RequestType.ApplySettings, settings } });
      };
      const inRow = rowsOf(guest)
        .first()
        .getByRole('button', { name: /^Play now/ });
      const inPreview = guest
        .getByRole('article', { name: 'What you are about to add' })
        .getByRole('button', { name: 'Play now' });
      const isBlocked = async (button: typeof inRow) =>
        (await button.getAttribute('aria-disabled')) === 'true';

      permit(but('manage-queue.order'));
      await until('it is blocked', () => isBlocked(inRow));
      const described = await inRow.getAttribute('aria-describedby');
      expect(await guest.locator(`[id="${described}"]`).textContent()).toBe(NOT_PERMITTED);
      const field = guest.getByRole('textbox', { name: 'Paste a link' });
      await field.fill(clip(2).id);
      await until('what is queued is blocked', () => isBlocked(inPreview));
      await field.fill(clip(9).id);
      await until('what is not queued is not', async () => !(await isBlocked(inPreview)));
      permit(but('manage-queue.add'));
      await until('what is queued is not', async () => !(await isBlocked(inRow)));
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-16] [ROM-22] keeps one’s own votes when the queue goes into a tab',
    async () => {
      const page = await pages.enter();
      await addClips(page, 3);
      await until('both wait', async () => (await keysOf(page)).length === 2);
      await page.getByRole('button', { name: 'Room settings' }).click();
      await page.getByRole('tab', { name: 'Playback' }).click();
      await page.getByRole('radio', { name: /^By vote/ }).check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.keyboard.press('Escape');
      const vote = page
        .getByRole('row')
        .and(page.locator(`[data-key="${videoKey(clip(3))}"]`))
        .getByRole('button', { name: /^Vote for/ });
      await vote.click();
      const counted = (count: RegExp) =>
        until('it is counted', async () => count.test((await vote.getAttribute('aria-label')) ?? ''));
      await counted(/1 vote$/);
      await page.setViewportSize({ width: 900, height: 800 });
      await page.getByRole('tab', { name: 'Queue' }).click();
      expect(await vote.getAttribute('aria-pressed')).toBe('true');
      await vote.click();
      await counted(/0 votes$/);
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    const isOfCut = (text: string) => /WebSocket/.test(text);
    expect(pages.browser.complaints.filter((text) => !isOfCut(text))).toEqual([]);
  });
});
