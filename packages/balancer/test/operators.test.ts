import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { connected, readyBalancerFor, SECRET } from './start.ts';

const KEY = 'the-key-of-this-test';
const BEARER = { Authorization: `Bearer ${KEY}` };

interface Told {
  readonly kind: string;
  readonly time: string;
  readonly [id: string]: unknown;
}

/** Two Monoliths, a and b, behind a Balancer; `a` has loaded the room foo. */
async function startSite() {
  await using stack = new AsyncDisposableStack();
  const full = (id: string) => new SeedMonolith({ token: SECRET, init: { id, version: 1 } });
  const [a, b] = [stack.use(full('a')), stack.use(full('b'))];
  const balancer = stack.use(await readyBalancerFor([a.address, b.address], { operator_key: KEY }));
  await connected(balancer, 2);
  a.send(
    '{"action":"loaded","room":"foo","epoch":5,"metadata":{"name":"Foo","visibility":"public","users":0}}',
  );
  const url = `http://127.0.0.1:${balancer.operatorPort}`;
  const call = (path: string, body?: unknown, headers: Record<string, string> = BEARER, method = 'POST') =>
    fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  await until('the Balancer knows the room', async () => {
    const { rooms } = (await (await call('/state', undefined, BEARER, 'GET')).json()) as {
      rooms: unknown[];
    };
    return rooms.length === 1;
  });
  const owned = stack.move();
  return { a, b, balancer, url, call, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** What a reader of `/events` is told, as it comes. */
async function readEvents(url: string) {
  const abort = new AbortController();
  const response = await fetch(`${url}/events`, { headers: BEARER, signal: abort.signal });
  const events: Told[] = [];
  const read = async () => {
    for await (const bytes of response.body ?? []) {
      for (const [, json = ''] of new TextDecoder().decode(bytes).matchAll(/^data: (.*)$/gm))
        events.push(JSON.parse(json) as Told);
    }
  };
  void read().catch(() => null);
  return { response, events, [Symbol.dispose]: () => abort.abort() };
}

/** The control messages that a Monolith got, other than hello. */
const commands = (monolith: SeedMonolith) =>
  monolith.received
    .map(({ json }) => json)
    .filter(({ action }) => action !== undefined && action !== 'hello');

describe('what operators can do', () => {
  it('[BAL-30] events tell what happens, with time and ids', async () => {
    await using site = await startSite();
    using reader = await readEvents(site.url);
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream');
    using client = await TestClient.join(site.balancer.port, 'foo');
    const join = await until('the join is told', () => reader.events.find(({ kind }) => kind === 'join'));
    expect(join).toEqual({
      kind: 'join',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      client: expect.any(String),
      room: 'foo',
      monolith: 'a',
      resume: false,
    });
    client.close();
    site.a.cut();
    await until('all is told', () => reader.events.some(({ kind }) => kind === 'link-up'));
    expect(reader.events.map(({ kind }) => kind)).toEqual([
      'enter',
      'join',
      'leave',
      'link-down',
      'unload',
      'link-up',
    ]);
  });

  it('[BAL-30] at most 16 readers; one that leaves makes room', async () => {
    await using site = await startSite();
    using stack = new DisposableStack();
    const readers = await Promise.all(Array.from({ length: 16 }, () => readEvents(site.url)));
    for (const reader of readers) stack.use(reader);
    const refused = await fetch(`${site.url}/events`, { headers: BEARER });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    readers[0]?.[Symbol.dispose]();
    await until('there is room again', async () => {
      using reader = await readEvents(site.url);
      return reader.response.ok;
    });
  });

  it('[BAL-30] [LNK-40] a room is moved: its Monolith is told to unload it, and where to', async () => {
    await using site = await startSite();
    const response = await site.call('/rooms/FOO/move', { to: 'b' });
    expect([response.status, await response.json()]).toEqual([202, { success: true, room: 'foo', to: 'b' }]);
    await until('it is told', () => commands(site.a).length > 0);
    const unload = { action: 'unload', room: 'foo', epoch: 5, reason: 'move', to: 'b' };
    expect(commands(site.a)).toEqual([unload]);
    expect((await site.call('/rooms/foo/move')).status).toBe(202);
    await until('it is told again', () => commands(site.a).length > 1);
    expect(commands(site.a)[1]).toEqual(unload); // b is the only other one
  });

  it('[BAL-30] what cannot be done is refused with the reason', async () => {
    await using site = await startSite();
    const refusals: [string, unknown, number, string][] = [
      ['/rooms/unknown/move', {}, 404, 'there is no room unknown'],
      ['/rooms/foo/move', { to: 'c' }, 404, 'no Monolith c is connected'],
      ['/rooms/foo/move', { to: 'a' }, 409, 'is there already'],
      ['/rooms/foo/move', { where: 'b' }, 400, 'where'],
      ['/rooms/foo/move', [], 400, 'expected object'],
      ['/monoliths/c/drain', undefined, 404, 'no Monolith c'],
      ['/clients/nobody/kick', {}, 404, 'no client nobody'],
      ['/clients/nobody/kick', { code: 1006 }, 400, 'expected 1000 or 4000 to 4999'],
      ['/clients/nobody/kick', { reason: 'é'.repeat(62) }, 400, 'at most 123 bytes'],
      ['/nothing', {}, 404, 'there is no POST /nothing'],
    ];
    for (const [path, body, status, message] of refusals) {
      const response = await site.call(path, body);
      expect([path, response.status]).toEqual([path, status]);
      expect(await response.json()).toEqual({
        success: false,
        error: { name: expect.any(String), message: expect.stringContaining(message) },
      });
    }
    const broken = await fetch(`${site.url}/rooms/foo/move`, { method: 'POST', headers: BEARER, body: '{' });
    expect(broken.status).toBe(400);
    expect(commands(site.a)).toEqual([]);
  });

  it('[BAL-30] a Monolith is drained: its rooms move away, and the last one cannot be', async () => {
    await using site = await startSite();
    const response = await site.call('/monoliths/a/drain');
    expect([response.status, await response.json()]).toEqual([
      202,
      { success: true, monolith: 'a', rooms: 1 },
    ]);
    await until('it is told', () => commands(site.a).length > 0);
    expect(commands(site.a)[0]).toMatchObject({ action: 'unload', room: 'foo', to: 'b' });
    expect((await site.call('/monoliths/b/drain')).status).toBe(409);
  });

  it('[BAL-30] a client is kicked, with code and reason', async () => {
    await using site = await startSite();
    const client = await TestClient.join(site.balancer.port, 'foo');
    const id = (await until('it joins', () => site.a.joins()[0])).json.id;
    expect((await site.call(`/clients/${id}/kick`, { code: 4005, reason: 'enough' })).status).toBe(200);
    expect(await client.ended()).toEqual({ code: 4005, reason: 'enough' });
    await until('it has left', () => site.a.leaves().length === 1);
  });

  it('[BAL-30] the key opens a session; its cookie is of no use to other pages, nor without the key', async () => {
    await using site = await startSite();
    expect((await site.call('/session', undefined, {})).status).toBe(401);
    const opened = await site.call('/session');
    const setCookie = opened.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(
      /^usher_operator=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=43200$/,
    );
    const cookie = { Cookie: setCookie.split(';')[0] ?? '' };
    const status = async (method: string, headers: Record<string, string>) =>
      (await site.call(method === 'GET' ? '/state' : '/rooms/foo/move', undefined, headers, method)).status;
    expect(await status('GET', cookie)).toBe(200);
    expect(await status('GET', { ...cookie, 'Sec-Fetch-Site': 'same-site' })).toBe(403);
    expect(await status('POST', cookie)).toBe(403);
    expect(await status('POST', { ...cookie, Origin: 'http://127.0.0.1:3000' })).toBe(403);
    expect(await status('POST', { ...cookie, Origin: site.url, 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await status('POST', { ...cookie, Origin: site.url })).toBe(202);
    expect(await status('GET', { Cookie: 'usher_operator=forged' })).toBe(401);
  });

  it('[BAL-33] another key closes the door for the one before and its sessions', async () => {
    await using site = await startSite();
    const opened = await site.call('/session');
    const cookie = { Cookie: opened.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const status = async (headers: Record<string, string>) =>
      (await site.call('/state', undefined, headers, 'GET')).status;
    expect([await status(BEARER), await status(cookie)]).toEqual([200, 200]);
    const { config } = site.balancer;
    site.balancer.reload({ ...config, balancer: { ...config.balancer, operator_key: 'another' } });
    expect([await status(BEARER), await status(cookie)]).toEqual([401, 401]);
    expect(await status({ Authorization: 'Bearer another' })).toBe(200);
  });
});
