import { afterAll, afterEach, beforeAll, describe, expect, it } from 'bun:test';
import { RoomClient, SiteApi } from '@usher/client';
import { expectAccessible, requireTool, startSite, TestBrowser, type SiteProcesses } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';

/** Whether something is cut off at the right, or has to be scrolled to. */
const overflowOf = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What the browser paints around the page, by either of the device's themes. */
const THEME_COLOURS = `[...document.querySelectorAll('meta[name="theme-color"]')].map(({ content }) => content)`;

const roomIn = (page: Page) => new URL(page.url()).pathname.replace('/room/', '');

describe.skipIf(!requireTool('chromium').available)('the home page', () => {
  const resources = new AsyncDisposableStack();
  let site: SiteProcesses;
  let browser: TestBrowser;
  let home: string;
  beforeAll(async () => {
    site = resources.use(await startSite({ balancers: 1, monoliths: 1 }));
    browser = resources.use(await TestBrowser.start());
    home = `http://127.0.0.1:${site.balancers[0]?.ports.port}`;
  });
  afterEach(() => browser.closePages());
  afterAll(() => resources.disposeAsync());

  /** Somebody without a screen in a public room. */
  async function openPublicRoom(name: string, title: string): Promise<RoomClient> {
    const api = new SiteApi(home);
    const token = await api.grantToken();
    await api.createRoom(token, { name, title, visibility: 'public' });
    const guest = new RoomClient({ site: home, room: name, token });
    resources.defer(() => guest.stop());
    guest.start();
    await until('the guest is in', () => guest.connection.state === 'open');
    return guest;
  }

  it('[WEB-10] creates a room with one click, and without an account', async () => {
    const page = await browser.open(home);
    await page.getByRole('button', { name: 'Create a room' }).click();
    await page.waitForURL(/\/room\/./);
    await page.getByRole('textbox', { name: 'Paste a link' }).waitFor();
  });

  it('[WEB-10] says that there are no public rooms, and shows them as they come', async () => {
    const page = await browser.open(home);
    await page.getByText('No public room is open right now').waitFor();
    const guest = await openPublicRoom('slow-tv', 'Slow TV');
    guest.send({ type: RequestType.Add, video: { service: 'direct', id: '/demo/usher-demo.mp4' } });
    await until('the list tells of it', async () => {
      await page.reload();
      const cards = page.getByRole('list', { name: 'Open to everyone' }).getByRole('link');
      await page
        .getByText(/No public room|watching/)
        .first()
        .waitFor();
      const text = (await cards.count()) === 0 ? '' : ((await cards.first().textContent()) ?? '');
      return text.includes('Slow TV') && text.includes('Now playing') && text.includes('1 watching');
    });
    await expectAccessible(page, 'home with rooms');
    await page.getByRole('link', { name: /Slow TV/ }).click();
    await page.waitForURL(/\/room\/slow-tv/);
  });

  it('[WEB-10] says when the list does not come, and asks again', async () => {
    const page = await browser.open('about:blank');
    await page.route('**/api/room/list', (route) => route.abort());
    await page.goto(home);
    await page.getByText('The list of rooms did not come').waitFor();
    await page.unroute('**/api/room/list');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page
      .getByText(/No public room|watching/)
      .first()
      .waitFor();
    expect(await page.getByText('did not come').count()).toBe(0);
  });

  it('[WEB-10] joins by name or by link, and says what is wrong with what is neither', async () => {
    const page = await browser.open(home);
    const field = page.getByRole('textbox', { name: 'Room name or link' });
    const join = page.getByRole('button', { name: 'Join' });
    await join.click();
    await page.getByText('Paste a room’s link, or write its name.').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('two words');
    await join.click();
    await page.getByText('That is not a room').waitFor();
    await field.fill(`${home}/room/Some-Room?invite=abc`);
    await field.press('Enter');
    await page.waitForURL(/\/room\/Some-Room\?invite=abc$/);
  });

  it('[WEB-10] [ROM-1] creates a room with a name, a title and a visibility; a name that is taken is said at its field', async () => {
    const page = await browser.open(home);
    await page.getByText('More options').click();
    const name = page.getByRole('textbox', { name: 'Name in the link' });
    const create = page.getByRole('button', { name: 'Create this room' });
    await name.fill('a b');
    await create.click();
    await page.getByText('Use 3 to 32 letters').waitFor();
    expect(await page.evaluate<string>('document.activeElement.name')).toBe('name');
    await name.fill('premiere');
    await page.getByRole('textbox', { name: 'Title' }).fill('Première');
    await page.getByRole('combobox', { name: 'Who can find it' }).selectOption('public');
    expect(await page.getByRole('switch', { name: 'Keep this room' }).isDisabled()).toBe(true);
    await create.click();
    await page.waitForURL(/\/room\/premiere$/);
    await page.getByRole('heading', { name: 'Première' }).waitFor();
    await until('its title is the page’s', async () => (await page.title()) === 'Première · Usher');

    const again = await browser.open(home);
    await again.getByText('More options').click();
    await again.getByRole('textbox', { name: 'Name in the link' }).fill('premiere');
    await again.getByRole('button', { name: 'Create this room' }).click();
    await again.getByText('There is a room of this name already.').waitFor();
    await again.getByRole('textbox', { name: 'Name in the link' }).fill('');
    await again.getByRole('textbox', { name: 'Title' }).fill('Soirée ciné');
    await again.getByRole('button', { name: 'Create this room' }).click();
    await again.waitForURL(/\/room\/./);
    expect(roomIn(again)).toMatch(/^soiree-cine-[a-z2-9]{12}$/);
  });

  it('[WEB-17] speaks the browser’s language, and another one when it is chosen, which it keeps', async () => {
    const page = await browser.open(home, { locale: 'de-AT' });
    await page.getByRole('button', { name: 'Raum erstellen' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('button', { name: 'Sprache und Farben' }).click();
    await page.getByRole('menuitemradio', { name: 'Français' }).click();
    await page.getByRole('button', { name: 'Créer un salon' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Créer un salon' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });

  it('[WEB-17] is dark or light as the device is, or as was chosen, from the first moment on', async () => {
    const page = await browser.open(home, { colorScheme: 'light' });
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.getByRole('button', { name: 'Language and theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await until('it is dark', async () => (await ground()) !== light);
    const dark = await ground();
    const bars = await page.evaluate<string[]>(THEME_COLOURS);
    expect(new Set(bars)).toEqual(new Set(['#0f1115']));
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.reload();
    expect(await ground()).toBe(dark);
  });

  it('[WEB-17] has nothing that axe finds, in its menus and options either, nor to scroll to at 320 px', async () => {
    const page = await browser.open(home, { viewport: { width: 320, height: 640 } });
    await page.getByText('More options').click();
    await page.getByRole('textbox', { name: 'Name in the link' }).waitFor();
    expect(await overflowOf(page)).toBe(0);
    await expectAccessible(page, 'home with options');
    await page.getByRole('button', { name: 'Language and theme' }).click();
    await page.getByRole('menu').waitFor();
    await expectAccessible(page, 'home with the menu of languages');
  });

  it('[WEB-14] [WEB-17] says of an address that leads nowhere what to do', async () => {
    const page = await browser.open(`${home}/nowhere`, { viewport: { width: 320, height: 640 } });
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await until('the title says so', async () => (await page.title()) === 'There is nothing here · Usher');
    expect(await overflowOf(page)).toBe(0);
    await expectAccessible(page, 'not found');
    await page.getByRole('link', { name: 'Back to the home page' }).click();
    await page.getByRole('button', { name: 'Create a room' }).waitFor();
  });

  it('has complained of nothing', () => {
    // Some of what was asked for was refused, as these tests want it.
    expect(browser.complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });
});
