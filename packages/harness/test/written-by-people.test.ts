import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { RoomClient, SiteApi } from '@usher/client';
import { expectAccessible, requireTool } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Locator } from 'playwright-core';
import { RoomPages } from './room-pages.ts';

const TIMEOUT_MS = 60_000;
/** Right to left, with a mark that goes to the other end where the direction is wrong. */
const TITLE = 'סרט הערב!';
const DESCRIPTION = 'כל יום שישי.\nEveryone is welcome.';
/** As long as names may be, and without a place to break. */
const LONG_NAME = 'W'.repeat(48);

describe.skipIf(!requireTool('chromium').available)('what people have written, on the page', () => {
  let pages: RoomPages;
  /** Somebody without a screen, in a room that has the name that the site gave it. */
  let host: RoomClient;
  let url: string;
  beforeAll(async () => {
    pages = await RoomPages.start();
    const api = new SiteApi(pages.home);
    const token = await api.grantToken();
    await api.user(token).rename(LONG_NAME);
    const room = await api.generateRoom(token);
    url = `${pages.home}/room/${room}`;
    host = new RoomClient({ site: pages.home, room, token });
    host.start();
    await until('the host is in', () => host.connection.state === 'open');
  }, TIMEOUT_MS);
  afterAll(async () => {
    host.stop();
    await pages[Symbol.asyncDispose]();
  });

  async function apply(settings: {
    title?: string;
    description?: string;
    visibility?: 'public';
  }): Promise<void> {
    host.send({ type: RequestType.ApplySettings, settings });
    await until('the room has them', () =>
      Object.entries(settings).every(
        ([name, value]) => host.view.room?.[name as keyof typeof settings] === value,
      ),
    );
  }

  const directionOf = (element: Locator) =>
    element.evaluate(
      (each) =>
        (
          globalThis as unknown as { getComputedStyle: (of: unknown) => { direction: string } }
        ).getComputedStyle(each).direction,
    );

  it(
    '[WEB-10] a room without a title is called untitled in the list of rooms, not by a name that nobody chose',
    async () => {
      await apply({ visibility: 'public' });
      const page = await pages.browser.open(pages.home);
      const cards = page.getByRole('list', { name: 'Open to everyone' }).getByRole('link');
      await until('it is listed', async () => {
        await page.reload();
        await page
          .getByText(/No public room|watching/)
          .first()
          .waitFor();
        return (await cards.count()) === 1;
      });
      expect(await cards.textContent()).toStartWith('Untitled room');
      expect(await cards.textContent()).not.toContain(host.view.room?.name ?? '-');
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-17] titles and descriptions have the direction of their language, shown and in their fields',
    async () => {
      await apply({ title: TITLE, description: DESCRIPTION });
      const page = await pages.enter({ url });
      const heading = page.getByRole('heading', { level: 1, name: TITLE });
      expect(await directionOf(heading)).toBe('rtl');
      expect(await directionOf(page.getByText('כל יום שישי.'))).toBe('rtl');
      await page.getByRole('button', { name: 'Room settings' }).click();
      for (const name of ['Title', 'Description']) {
        const field = page.getByRole('textbox', { name });
        expect([name, await directionOf(field)]).toEqual([name, 'rtl']);
        await field.fill('Friday');
        expect([name, await directionOf(field)]).toEqual([name, 'ltr']);
      }
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-11] a room’s description can be read on a phone, too',
    async () => {
      await apply({ description: DESCRIPTION });
      const phone = await pages.enter({ url, viewport: { width: 320, height: 640 }, hasTouch: true });
      const text = phone.getByText('Everyone is welcome.');
      expect(await text.isVisible()).toBe(false);
      await phone.getByText('About this room').tap();
      await text.waitFor();
      await expectAccessible(phone, 'a room with a description on a phone');
      expect(await phone.evaluate<number>('document.documentElement.scrollWidth')).toBe(320);
    },
    TIMEOUT_MS,
  );

  it(
    '[WEB-17] long names can be read to their end',
    async () => {
      const page = await pages.enter({ url, viewport: { width: 320, height: 640 } });
      await page.getByRole('tab', { name: /People/ }).click();
      const name = page.getByRole('list', { name: 'People' }).getByText(LONG_NAME);
      await name.scrollIntoViewIfNeeded();
      const isCutOff = (each: unknown) => {
        interface Box {
          readonly scrollWidth: number;
          readonly clientWidth: number;
          readonly parentElement: Box;
        }
        const element = each as Box;
        return [element, element.parentElement].some(
          ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
        );
      };
      expect(await name.evaluate(isCutOff)).toBe(false);
    },
    TIMEOUT_MS,
  );

  it('has complained of nothing', () => {
    expect(pages.browser.complaints).toEqual([]);
  });
});
