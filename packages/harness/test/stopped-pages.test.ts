import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { RoomClient, SiteApi } from '@usher/client';
import { expectAccessible, requireTool, startSite, TestBrowser } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';
import { register } from './accounts.ts';

const API_KEY = 'a key of thirty-two characters or more';

describe.skipIf(!requireTool('chromium').available)('a room that cannot be shown', () => {
  const resources = new AsyncDisposableStack();
  let browser: TestBrowser;
  let home: string;
  let owner: { readonly client: RoomClient; readonly token: string };
  beforeAll(async () => {
    const config = { monolith: { rate_limit: 100_000, api_key: API_KEY } };
    const site = resources.use(await startSite({ balancers: 1, monoliths: 1 }, config));
    browser = resources.use(await TestBrowser.start());
    home = `http://127.0.0.1:${site.balancers[0]?.ports.port}`;
    owner = await openRoom('cinema');
  });
  afterEach(() => browser.closePages());
  afterAll(() => resources.disposeAsync());

  /** A permanent room with its owner in it. */
  async function openRoom(room: string) {
    const token = await register(home, `owner of ${room}`);
    await new SiteApi(home).createRoom(token, { name: room, isTemporary: false, visibility: 'unlisted' });
    const client = new RoomClient({ site: home, room, token });
    resources.defer(() => client.stop());
    client.start();
    await until('the owner is in', () => client.connection.state === 'open');
    return { client, token };
  }

  async function enter(room = 'cinema'): Promise<Page> {
    const page = await browser.open(`${home}/room/${room}`);
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();
    return page;
  }

  /** The client id of the page that is in the room beside the owner. */
  const guestId = () =>
    until('the owner sees the guest', () => {
      const { users, you } = owner.client.view;
      return users.find(({ id }) => id !== you)?.id;
    });

  async function expectPage(page: Page, title: string): Promise<void> {
    await page.getByRole('heading', { name: title }).waitFor();
    await until('the title says so', async () => (await page.title()) === `${title} · Usher`);
    await expectAccessible(page, title);
  }

  it('[WEB-14] is not there: it can be created under this name', async () => {
    const page = await browser.open(`${home}/room/not-there`);
    await expectPage(page, 'This room is not open');
    await page.getByRole('button', { name: 'Create this room' }).click();
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/room/not-there');
  });

  it.each([
    ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'This room is not open any more'],
    ['list', 'This room is not open'],
    ['ab', 'This room is not open'],
  ])('[WEB-14] [ROM-1] is not there, and cannot be created as %s: a new one can', async (room, title) => {
    const page = await browser.open(`${home}/room/${room}`);
    await expectPage(page, title);
    expect(await page.getByRole('button', { name: 'Create this room' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Create a room of your own' }).click();
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();
    expect(new URL(page.url()).pathname).not.toBe(`/room/${room}`);
  });

  it('[WEB-14] cannot have such a name', async () => {
    await expectPage(await browser.open(`${home}/room/no%20such%20name`), 'This cannot be a room');
  });

  it('[WEB-14] [WEB-17] [MSG-18] has kicked one, who hears of it and may enter again', async () => {
    const page = await enter();
    owner.client.send({ type: RequestType.Kick, clientId: await guestId() });
    await expectPage(page, 'You were removed from the room');
    // What has the focus is read aloud.
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(
      'You were removed from the room',
    );
    await page.getByRole('button', { name: 'Enter again' }).click();
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();
    await page.close();
    await until('the guest has left', () => owner.client.view.users.length === 1);
  });

  it('[WEB-14] [ROM-34] has banned one, who gets a room of their own', async () => {
    const page = await enter();
    await new SiteApi(home).room(owner.token, 'cinema').ban(await guestId(), false);
    await expectPage(page, 'You are banned from this room');
    await page.reload();
    await expectPage(page, 'You are banned from this room');
    await page.getByRole('button', { name: 'Create a room of your own' }).click();
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();
    expect(new URL(page.url()).pathname).not.toBe('/room/cinema');
  });

  it('[WEB-14] [API-20] was unloaded by an administrator, and is opened again', async () => {
    await openRoom('theatre');
    const page = await enter('theatre');
    const unloaded = await fetch(`${home}/api/room/theatre`, {
      method: 'DELETE',
      headers: { apikey: API_KEY },
    });
    expect(unloaded.status).toBe(200);
    await expectPage(page, 'The room was closed');
    await page.getByRole('button', { name: 'Open it again' }).click();
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();
  });

  it('[WEB-14] cannot be reached at the start: the page says so, and goes on by itself', async () => {
    await openRoom('faraway');
    const page = await browser.open('about:blank');
    let isReachable = false;
    await page.routeWebSocket('**/api/room/faraway', async (socket) => {
      if (isReachable) socket.connectToServer();
      else await socket.close({ code: 1011 });
    });
    await page.goto(`${home}/room/faraway`);
    await expectPage(page, 'The site cannot be reached');
    isReachable = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();
  });

  it('has complained of nothing else', () => {
    expect(browser.complaints.filter((text) => !/Failed to load resource|WebSocket/.test(text))).toEqual([]);
  });
});
