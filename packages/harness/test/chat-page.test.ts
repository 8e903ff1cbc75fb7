import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { SiteApi } from '@usher/client';
import { requireTool } from '@usher/harness';
import { TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { RequestType, Role, type RoomRequest } from '@usher/protocol';
import type { Locator, Page } from 'playwright-core';
import { register } from './accounts.ts';
import { addClips, clip, RoomPages, say } from './room-pages.ts';

const TIMEOUT_MS = 60_000;

describe.skipIf(!requireTool('chromium').available)('the chat on the page', () => {
  let pages: RoomPages;
  beforeAll(async () => {
    pages = await RoomPages.start();
  }, TIMEOUT_MS);
  afterEach(() => pages.browser.closePages());
  afterAll(() => pages[Symbol.asyncDispose]());

  const logOf = (page: Page) => page.getByRole('log', { name: 'Chat' });
  const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Message' });
  const roomOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const directionOf = (of: Locator): Promise<string> =>
    of.evaluate((element) => {
      const { getComputedStyle } = globalThis as unknown as {
        getComputedStyle: (of: unknown) => { direction: string };
      };
      return getComputedStyle(element).direction;
    });

  /** Somebody without a page, in the same room. */
  async function joinBeside(page: Page) {
    const token = await new SiteApi(pages.home).grantToken(null);
    const client = await TestClient.join(pages.port, roomOf(page), token);
    const ask = (request: RoomRequest) => client.say({ action: 'req', request });
    return { ask, [Symbol.dispose]: () => client[Symbol.dispose]() };
  }

  it(
    '[WEB-15] counts as new what was said, not what people did; who says something is at the end again',
    async () => {
      const page = await pages.enter();
      await addClips(page, 1);
      using other = await joinBeside(page);
      for (let n = 1; n <= 30; n++) other.ask({ type: RequestType.Chat, text: `line ${n}\n.` });
      await logOf(page).getByText('line 30').waitFor();
      await logOf(page).evaluate((element) => ((element as unknown as { scrollTop: number }).scrollTop = 0));
      const pill = page.getByRole('button', { name: /new/ });
      await page.getByRole('button', { name: 'To the newest' }).waitFor();

      other.ask({ type: RequestType.Playback, state: true });
      other.ask({ type: RequestType.Seek, value: 20 });
      using third = await joinBeside(page);
      third.ask({ type: RequestType.Playback, state: false });
      await logOf(page)
        .getByText(/ paused$/)
        .waitFor();
      expect(await pill.textContent()).toBe('To the newest');
      other.ask({ type: RequestType.Chat, text: 'news' });
      await page.getByRole('button', { name: '1 new message' }).waitFor();

      await say(page, 'mine');
      await pill.waitFor({ state: 'detached' });
      await until('it is to be seen', () =>
        logOf(page).evaluate((element) => {
          const { scrollTop, scrollHeight, clientHeight } = element as unknown as Record<
            'scrollTop' | 'scrollHeight' | 'clientHeight',
            number
          >;
          return scrollHeight - scrollTop - clientHeight < 2;
        }),
      );
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-15] leaves the Enter that ends a composition to the composition, whichever of the two ends first',
    async () => {
      const page = await pages.enter();
      for (const key of [
        { isComposing: true, keyCode: 229 },
        { isComposing: false, keyCode: 229 },
      ]) {
        await fieldOf(page).fill('こん');
        await fieldOf(page).dispatchEvent('keydown', { key: 'Enter', ...key });
        expect(await fieldOf(page).inputValue()).toBe('こん');
      }
      await fieldOf(page).press('Enter');
      await logOf(page).getByText('こん').waitFor();
      expect(await logOf(page).getByText('こん').count()).toBe(1);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-13] says at the field why one may not write',
    async () => {
      const token = await register(pages.home, 'Carla');
      const api = new SiteApi(pages.home);
      await api.createRoom(token, { name: 'silent', isTemporary: true, visibility: 'unlisted' });
      const guest = await pages.enter({ url: `${pages.home}/room/silent` });
      expect(await fieldOf(guest).getAttribute('placeholder')).toBe('Say something');
      using talker = await TestClient.join(pages.port, 'silent', token);
      const settings = { grants: [[Role.UnregisteredUser, 0]] };
      talker.say({ action: 'req', request: { type: RequestType.ApplySettings, settings } });
      const reason = 'You do not have the permission for this in this room.';
      await guest.getByPlaceholder(reason).waitFor();
      const described = await fieldOf(guest).getAttribute('aria-describedby');
      expect(await guest.locator(`[id="${described}"]`).textContent()).toBe(reason);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-15] tells what people do besides coming and going, each once',
    async () => {
      const page = await pages.enter();
      await addClips(page, 3);
      using other = await joinBeside(page);
      const log = logOf(page);
      await log.getByText(/ added 3 videos$/).waitFor();
      other.ask({ type: RequestType.Playback, state: true });
      await log.getByText(/ pressed play$/).waitFor();
      for (const value of [10, 20, 75]) other.ask({ type: RequestType.Seek, value });
      await log.getByText(/ went to 1:15$/).waitFor();
      expect(await log.getByText(/ went to /).count()).toBe(1);
      other.ask({ type: RequestType.Playback, state: false });
      await log.getByText(/ paused$/).waitFor();
      expect(await log.getByText(/ pressed play$/).count()).toBe(0);
      const { service, id } = clip(3);
      other.ask({ type: RequestType.Remove, video: { service, id } });
      await log.getByText(/ removed usher-demo\.mp4$/).waitFor();
      other.ask({ type: RequestType.Skip });
      await log.getByText(/ skipped usher-demo\.mp4$/).waitFor();
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-15] is written from right to left where its words are',
    async () => {
      const page = await pages.enter();
      expect(await directionOf(fieldOf(page))).toBe('ltr');
      await fieldOf(page).fill('שלום לכולם');
      expect(await directionOf(fieldOf(page))).toBe('rtl');
      await fieldOf(page).press('Enter');
      expect(await directionOf(logOf(page).getByText('שלום לכולם'))).toBe('rtl');
      await say(page, 'hello');
      expect(await directionOf(logOf(page).getByText('hello'))).toBe('ltr');
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
