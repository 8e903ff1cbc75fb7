import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { RoomClient, SiteApi } from '@usher/client';
import {
  expectAccessible,
  requireTool,
  startRole,
  startSite,
  stateOf,
  TestBrowser,
  TEST_KEYS,
  type RoleProcess,
  type SiteProcesses,
} from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';
import type { Page } from 'playwright-core';

const mapOf = ({ ports }: RoleProcess<'balancer'>) => `http://127.0.0.1:${ports.operatorPort}/`;
const VIEWPORT = { viewport: { width: 1280, height: 800 } };

describe.skipIf(!requireTool('chromium').available)('the live map of a site with two Monoliths', () => {
  const stack = new AsyncDisposableStack();
  let site: SiteProcesses;
  let browser: TestBrowser;
  let balancer: RoleProcess<'balancer'>;
  let rooms: string[];
  const clients: RoomClient[] = [];
  /** Whatever any page of this file has asked for. */
  const asked = new Set<string>();

  const listen = async (page: Page) => {
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => void asked.add(new URL(request.url()).origin));
  };
  const open = (hash = `#key=${TEST_KEYS.operator}`, options = {}) =>
    browser.open(mapOf(balancer) + hash, { ...VIEWPORT, ...options }, listen);
  const enter = (room: string) => {
    const client = new RoomClient({ site: `http://127.0.0.1:${balancer.ports.port}`, room, token });
    client.start();
    clients.push(client);
    return client;
  };
  const monolithOf = async (room: string) =>
    (await stateOf(balancer)).rooms.find((each) => each.room === room)?.monolith ?? null;
  let token = '';

  beforeAll(async () => {
    site = stack.use(await startSite({ monoliths: 2, balancers: 1 }));
    const [first] = site.balancers;
    if (first === undefined) throw new Error('no Balancer');
    balancer = first;
    browser = stack.use(await TestBrowser.start());
    const api = new SiteApi(`http://127.0.0.1:${balancer.ports.port}`);
    token = await api.grantToken(null);
    rooms = await Promise.all(Array.from({ length: 4 }, () => api.generateRoom(token)));
    for (const room of rooms) enter(room);
    await until('all are in', () => clients.every(({ view }) => view.you !== null));
  }, 30_000);

  afterAll(async () => {
    for (const client of clients) client.stop();
    await stack.disposeAsync();
  });

  it('[WEB-20] [BAL-30] asks for the key, refuses a wrong one, and takes the right one', async () => {
    expect((await fetch(`${mapOf(balancer)}events?state`)).status).toBe(401);
    const page = await open('');
    await page.getByLabel('Operators’ key').fill('not the key');
    await page.getByRole('button', { name: 'Open the map' }).click();
    await page.getByText('That is not the key of this Balancer.').waitFor();
    await page.getByLabel('Operators’ key').fill(TEST_KEYS.operator);
    await page.keyboard.press('Enter');
    await page.getByText('4 rooms · 4 clients').first().waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Operators’ key').waitFor();
    await page.context().close();
    browser.complaints.length = 0; // the browser says that a request was answered with 401
  });

  it('[WEB-20] takes the key out of the address at once, and remembers the session', async () => {
    const page = await open();
    await page.getByText('4 rooms · 4 clients').first().waitFor();
    expect(page.url()).toBe(mapOf(balancer));
    await page.reload();
    await page.getByText('4 rooms · 4 clients').first().waitFor();
    const storage = await page.evaluate<string>(
      'JSON.stringify([localStorage, sessionStorage, document.cookie])',
    );
    expect(storage).not.toContain(TEST_KEYS.operator);
    await page.context().close();
  });

  it('[WEB-20] shows rooms and clients as they come, go and talk', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'List' }).click();
    const [room = ''] = rooms;
    const row = page.getByRole('row').filter({ hasText: room });
    await row.waitFor();
    expect(await row.getByRole('cell').last().innerText()).toBe('1');
    const guest = enter(room);
    await until('the guest is seen', async () => (await row.getByRole('cell').last().innerText()) === '2');
    guest.send({ type: RequestType.Chat, text: 'hello' });
    await page.getByRole('tab', { name: 'Overview' }).click();
    await until('the message is counted', async () => {
      const said = page.locator('dl > div', { hasText: 'Messages from clients' }).locator('dd').last();
      return (await said.innerText()) !== '0';
    });
    guest.stop();
    await page.getByRole('tab', { name: 'List' }).click();
    await until('the guest is gone', async () => (await row.getByRole('cell').last().innerText()) === '1');
    await page.context().close();
  });

  it('[WEB-20] [LNK-40] a room is found and moved to another Monolith, which is told in words and seen in the picture', async () => {
    const page = await open();
    await page.getByText('4 rooms').first().waitFor();
    const [, room = ''] = rooms;
    const from = await monolithOf(room);
    const to = site.monoliths.find(({ id }) => id !== from)?.id ?? '';
    await page.keyboard.press('/');
    await page.keyboard.type(room.slice(0, 13));
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: room });
    await details.getByText(from ?? 'nowhere').waitFor();
    await page.keyboard.press('1');
    await details.getByRole('button', { name: 'Move this room' }).click();
    const question = page.getByRole('alertdialog', { name: 'Move this room' });
    await question.getByLabel('To', { exact: true }).selectOption(to);
    const before = await page.locator('canvas').screenshot();
    await question.getByRole('button', { name: 'Move this room' }).click();
    await page.getByText('The room is moving.').waitFor();
    await details.getByText(to).waitFor();
    await page.getByRole('button', { name: `Room ${room} moves to ${to.slice(0, 8)}` }).waitFor();
    await until('it is there', async () => (await monolithOf(room)) === to);
    expect(await page.locator('canvas').screenshot()).not.toEqual(before);
    await page.context().close();
  });

  it('[WEB-20] the picture is operated by keyboard, and says what it has reached', async () => {
    const page = await open();
    await page.getByText('4 rooms').first().waitFor();
    await page.getByRole('application').focus();
    const reached = page.getByRole('status').filter({ hasText: /^(Balancer|Monolith|Room) / });
    await page.keyboard.press('ArrowDown');
    await reached.waitFor();
    const first = await reached.innerText();
    await page.keyboard.press('ArrowDown');
    await until('it has moved on', async () => (await reached.innerText()) !== first);
    await page.keyboard.press('+');
    await page.keyboard.press('0');
    await page.keyboard.press('Escape');
    await reached.waitFor({ state: 'detached' });
    await page.keyboard.press('3');
    expect(await page.getByRole('radio', { name: 'Regions' }).isChecked()).toBe(true);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.context().close();
  });

  it('[WEB-20] a client is kicked by button', async () => {
    const page = await open();
    const [, , room = ''] = rooms;
    const guest = enter(room);
    await until('the guest is in', () => guest.view.you !== null);
    const id = String(guest.view.you);
    await page.getByRole('combobox', { name: 'Search' }).fill(id);
    await page.getByRole('option', { name: id }).click();
    const details = page.getByRole('region', { name: id });
    await details.getByRole('button', { name: 'Kick this client' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Kick this client' }).click();
    await page.getByText('The client has been kicked.').waitFor();
    await details.getByText('It is not there any more.').waitFor();
    await until('it is told so', () => guest.connection.state === 'stopped');
    await page.context().close();
  });

  it('[WEB-17] [WEB-20] axe finds nothing, in both themes, with everything open', async () => {
    const page = await open();
    await page.getByText('4 rooms').first().waitFor();
    await page.getByRole('tab', { name: 'List' }).click();
    await page.getByRole('table').first().getByRole('button').first().click();
    await page.getByRole('combobox', { name: 'Search' }).fill(rooms[0] ?? '');
    await expectAccessible(page, 'list, room and search');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Legend' }).click();
    await page.getByRole('button', { name: 'Move this room' }).click();
    await expectAccessible(page, 'question');
    await page.context().close();
    const gate = await open('');
    await gate.getByLabel('Operators’ key').waitFor();
    await expectAccessible(gate, 'login');
    await gate.context().close();
  }, 60_000);

  it('[WEB-17] [WEB-20] with less motion, and on a phone, it says the same', async () => {
    const page = await open(undefined, { reducedMotion: 'reduce', viewport: { width: 320, height: 640 } });
    await page.getByRole('tab', { name: 'List' }).click();
    await page
      .getByRole('row')
      .filter({ hasText: rooms[0] ?? '' })
      .waitFor();
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(320);
    await page.context().close();
  });

  it('[WEB-20] [BAL-30] a Monolith is drained by button, and no client is lost', async () => {
    const page = await open();
    await page.getByRole('tab', { name: 'List' }).click();
    const [, room = ''] = rooms;
    const from = (await monolithOf(room)) ?? '';
    await page.getByRole('button', { name: from }).click();
    await page
      .getByRole('region', { name: from })
      .getByRole('button', { name: 'Drain this Monolith' })
      .click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Drain this Monolith' }).click();
    await page.getByText('The Monolith is being drained.').waitFor();
    await page
      .getByRole('button', { name: from })
      .filter({ hasText: '0 rooms' })
      .filter({ hasText: 'draining' })
      .waitFor();
    const { monoliths } = await stateOf(balancer);
    expect(monoliths.find(({ id }) => id === from)?.rooms).toBe(0);
    expect(clients.slice(0, 4).map(({ connection }) => connection.state)).toEqual(Array(4).fill('open'));
    await page.context().close();
  });

  it('[WEB-20] [BAL-35] shows another Balancer beside its own, and what can only be done there', async () => {
    const monoliths = site.monoliths.map(({ ports }) => ({ host: '127.0.0.1', port: ports.linkPort ?? 0 }));
    await using second = await startRole('balancer', {
      balancer: {
        discovery: [{ method: 'static', monoliths }],
        operator_peers: [`127.0.0.1:${balancer.ports.operatorPort}`],
      },
    });
    const page = await browser.open(`${mapOf(second)}#key=${TEST_KEYS.operator}`, VIEWPORT);
    await page.getByText('2 Balancers · 2 Monoliths · 4 rooms · 4 clients').waitFor();
    const id = String(clients[0]?.view.you);
    await page.getByRole('combobox', { name: 'Search' }).fill(id);
    await page.getByRole('option', { name: id }).click();
    const kick = page.getByRole('region', { name: id }).getByRole('button', { name: 'Kick this client' });
    expect(await kick.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('tab', { name: 'List' }).click();
    const drainOf = async (process: RoleProcess<'balancer'>) => {
      const { id: name } = await stateOf(process);
      await page.getByRole('button', { name }).click();
      return page.getByRole('region', { name }).getByRole('button', { name: 'Drain this Balancer' });
    };
    expect(await (await drainOf(balancer)).getAttribute('aria-disabled')).toBe('true');
    expect(await (await drainOf(second)).getAttribute('aria-disabled')).toBeNull();
    await page.context().close();
  });

  it('[WEB-20] [BAL-35] shows another Balancer that is lost as lost, and counts it no more', async () => {
    const monoliths = site.monoliths.map(({ ports }) => ({ host: '127.0.0.1', port: ports.linkPort ?? 0 }));
    const discovery = [{ method: 'static' as const, monoliths }];
    await using other = await startRole('balancer', { balancer: { discovery } });
    await using second = await startRole('balancer', {
      balancer: { discovery, operator_peers: [`127.0.0.1:${other.ports.operatorPort}`] },
    });
    const { id } = await stateOf(other);
    const page = await browser.open(`${mapOf(second)}#key=${TEST_KEYS.operator}`, VIEWPORT);
    await page.getByText('2 Balancers · 2 Monoliths').waitFor();
    await other.kill();
    await page.getByText('1 Balancer · 2 Monoliths').waitFor();
    await page.getByText(`These Balancers cannot be read: 127.0.0.1:${other.ports.operatorPort}`).waitFor();
    await page.getByRole('tab', { name: 'List' }).click();
    await page.getByRole('button', { name: id }).filter({ hasText: 'Connection lost' }).waitFor();
    await page.context().close();
    browser.complaints.length = 0; // the browser says that a request was answered with 502
  });

  it('[WEB-20] no page has asked anybody else, nor broken its Content-Security-Policy', () => {
    expect([...asked]).toEqual([new URL(mapOf(balancer)).origin]);
    expect(browser.complaints).toEqual([]);
  });
});
