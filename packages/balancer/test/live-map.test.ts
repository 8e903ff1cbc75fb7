import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { balancerConfig } from '../src/config.ts';
import { balancerFor, connected, readyBalancerFor, SECRET, type TestBalancer } from './start.ts';

const KEY = 'the-key-of-this-test';
const BEARER = { Authorization: `Bearer ${KEY}` };
const portOf = ({ operatorPort }: TestBalancer) => `http://127.0.0.1:${operatorPort}`;

/** Without a Monolith: nobody listens there. */
const lone = (options: Parameters<typeof balancerFor>[1]) =>
  balancerFor([{ host: '127.0.0.1', port: 1 }], options);

interface Told {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What a follower is told, as it comes. */
async function follow(url: string) {
  const abort = new AbortController();
  const response = await fetch(url, { headers: BEARER, signal: abort.signal });
  const events: Told[] = [];
  let text = '';
  const read = async () => {
    for await (const bytes of response.body ?? []) {
      text += new TextDecoder().decode(bytes);
      const end = text.lastIndexOf('\n\n');
      for (const [, json = ''] of text.slice(0, Math.max(0, end)).matchAll(/^data: (.*)$/gm))
        events.push(JSON.parse(json) as Told);
      text = text.slice(Math.max(0, end));
    }
  };
  void read().catch(() => null);
  const first = (kind: string) => until(`${kind} is told`, () => events.find((event) => event.kind === kind));
  return { response, events, first, [Symbol.dispose]: () => abort.abort() };
}

describe('the page of the live map', () => {
  it('[WEB-20] [BAL-30] is served to anyone, with its own files and nothing of anybody else', async () => {
    await using balancer = await lone({ operator_key: KEY });
    const page = await fetch(portOf(balancer));
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await page.text();
    const [, script = ''] = /<script type="module"[^>]* src="\.(\/assets\/[^"]+\.js)"/.exec(html) ?? [];
    const asset = await fetch(portOf(balancer) + script);
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await fetch(`${portOf(balancer)}/favicon.svg`)).status).toBe(200);
    for (const path of ['/index.html', '/demo/usher-demo.mp4', '/assets/none.js', '/room/foo'])
      expect([path, (await fetch(portOf(balancer) + path)).status]).toEqual([path, 404]);
    expect((await fetch(portOf(balancer), { method: 'POST' })).status).toBe(404);
  });

  it('[WEB-20] may load and ask only what is its own, and stands in no frame', async () => {
    await using balancer = await lone({ operator_key: KEY });
    const { headers } = await fetch(portOf(balancer));
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('[WEB-20] learns whether it has to ask for the key, and gives its session back', async () => {
    await using open = await lone({ operator_key: KEY });
    await using closed = await lone({ operator_key: '' });
    const state = async (balancer: TestBalancer, headers: Record<string, string> = {}) =>
      (await fetch(`${portOf(balancer)}/session`, { headers })).json();
    expect(await state(closed)).toEqual({ state: 'no-key' });
    expect(await state(open)).toEqual({ state: 'closed' });
    const opened = await fetch(`${portOf(open)}/session`, { method: 'POST', headers: BEARER });
    const cookie = { Cookie: opened.headers.get('set-cookie')?.split(';')[0] ?? '' };
    expect(await state(open, cookie)).toEqual({ state: 'open' });
    const given = await fetch(`${portOf(open)}/session`, {
      method: 'DELETE',
      headers: { ...cookie, Origin: portOf(open) },
    });
    expect([given.status, given.headers.get('set-cookie')]).toEqual([
      200,
      expect.stringContaining('Max-Age=0'),
    ]);
    expect(await state(open, cookie)).toEqual({ state: 'closed' });
  });
});

describe('what the live map follows', () => {
  it('[WEB-20] begins with the whole state, and goes on with events and with figures', async () => {
    await using stack = new AsyncDisposableStack();
    const monolith = stack.use(new SeedMonolith({ token: SECRET, init: { id: 'a', version: 1 } }));
    const balancer = stack.use(await readyBalancerFor([monolith.address], { operator_key: KEY }));
    await connected(balancer, 1);
    const early = stack.use(await TestClient.join(balancer.port, 'foo'));
    await until('it has joined', () => monolith.joins().length === 1);
    using follower = await follow(`${portOf(balancer)}/events?state`);
    const state = await follower.first('state');
    expect(state).toMatchObject({
      id: balancer.id,
      draining: false,
      clients: 1,
      monoliths: [{ id: 'a', draining: false }],
      rooms: [{ room: 'foo', state: 'placed', monolith: 'a', served: [], waiting: [expect.any(String)] }],
    });
    expect(follower.events[0]).toEqual(state);
    stack.use(await TestClient.join(balancer.port, 'foo'));
    expect(await follower.first('join')).toMatchObject({ room: 'foo', monolith: 'a' });
    const { id } = monolith.joins()[0]?.json ?? {};
    monolith.send(`{"id":"${String(id)}","room":"foo","message":{"action":"sync"}}`);
    expect(await follower.first('serve')).toMatchObject({ client: id, room: 'foo', monolith: 'a' });
    early.say({ action: 'req' });
    const figures = await until('messages are counted', () =>
      follower.events.find(({ kind, rooms }) => kind === 'figures' && 'foo' in (rooms as object)),
    );
    expect(figures).toMatchObject({
      clients: { authenticating: 0, waiting: 1, served: 1 },
      queueBytes: { toClients: 0, toMonoliths: 0 },
      monoliths: [{ id: 'a', isCongested: false, joinsInFlight: 1, joinsWaiting: 0 }],
    });
    await until('the way to the Monolith is measured', () =>
      follower.events.some(({ monoliths }) =>
        (monoliths as { roundTripMs?: number }[] | undefined)?.some(
          ({ roundTripMs = -1 }) => roundTripMs >= 0,
        ),
      ),
    );
  });

  it('[WEB-20] needs the key, as does the state with every client', async () => {
    await using balancer = await lone({ operator_key: KEY });
    for (const path of ['/events?state', '/state?clients', '/peers', '/peers/127.0.0.1:1/state']) {
      expect([path, (await fetch(portOf(balancer) + path)).status]).toEqual([path, 401]);
    }
  });
});

describe('several Balancers', () => {
  it('[WEB-20] are read through one of them, with the key that all share', async () => {
    await using other = await lone({ operator_key: KEY });
    await using stranger = await lone({ operator_key: 'another key' });
    const peers = [other, stranger].map(({ operatorPort }) => ({ host: 'localhost', port: operatorPort }));
    await using balancer = await lone({ operator_key: KEY, operator_peers: peers });
    const get = (path: string) => fetch(portOf(balancer) + path, { headers: BEARER });
    const listed = (await (await get('/peers')).json()) as string[];
    const peer = `127.0.0.1:${other.operatorPort}`;
    expect(listed).toContain(peer);
    const state = await get(`/peers/${encodeURIComponent(peer)}/state?clients`);
    expect(await state.json()).toMatchObject({ id: other.id, rooms: [] });
    using follower = await follow(`${portOf(balancer)}/peers/${encodeURIComponent(peer)}/events?state`);
    expect(follower.response.headers.get('content-type')).toBe('text/event-stream');
    expect(await follower.first('state')).toMatchObject({ id: other.id });
    const refused = await get(`/peers/${encodeURIComponent(`127.0.0.1:${stranger.operatorPort}`)}/state`);
    expect([refused.status, await refused.text()]).toEqual([502, expect.stringContaining('share one key')]);
  });

  it('[WEB-20] only those that are configured get the key, and only to be read', async () => {
    await using other = await lone({ operator_key: KEY });
    await using balancer = await lone({ operator_key: KEY });
    const peer = encodeURIComponent(`127.0.0.1:${other.operatorPort}`);
    const status = async (path: string, method: string) =>
      (await fetch(portOf(balancer) + path, { method, headers: BEARER })).status;
    expect(await status(`/peers/${peer}/state`, 'GET')).toBe(404);
    const { config } = balancer;
    const operator_peers = [{ host: '127.0.0.1', port: other.operatorPort }];
    balancer.reload({ ...config, balancer: { ...config.balancer, operator_peers } });
    expect(await status(`/peers/${peer}/state`, 'GET')).toBe(200);
    expect(await status(`/peers/${peer}/drain`, 'POST')).toBe(404);
    await other.stop();
    expect(await status(`/peers/${peer}/state`, 'GET')).toBe(502);
  });

  it('[BAL-33] are named as host:port', () => {
    const parse = (peer: string) => balancerConfig.safeParse({ operator_peers: [peer] });
    expect(parse('balancers.internal:8089').data?.operator_peers).toEqual([
      { host: 'balancers.internal', port: 8089 },
    ]);
    expect(parse('[::1]:8089').success).toBe(true);
    for (const wrong of ['balancers.internal', 'http://a:1', 'a:0', ':8089'])
      expect([wrong, parse(wrong).success]).toEqual([wrong, false]);
  });
});
