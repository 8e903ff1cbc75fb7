import { describe, expect, it } from 'bun:test';
import { connect } from 'node:net';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { balancerFor, connected, readyBalancerFor, SECRET } from './start.ts';

const METADATA = {
  title: '',
  description: '',
  isTemporary: true,
  queueMode: 'manual',
  currentSource: null,
} as const;

describe('HTTP through the Balancer', () => {
  it('[BAL-22] says 503 with Retry-After and an error in the API’s shape while there is no Monolith', async () => {
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }]);
    const response = await fetch(`http://127.0.0.1:${balancer.port}/api/room/foo`);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toEqual({
      success: false,
      error: { name: 'ServiceUnavailable', message: expect.any(String) },
    });
  });

  it('[BAL-20] sends requests about a room to the Monolith that has it', async () => {
    await using a = new SeedMonolith({ token: SECRET, init: { id: 'a', version: 1 } });
    await using b = new SeedMonolith({ token: SECRET, init: { id: 'b', version: 1 } });
    await using balancer = await readyBalancerFor([a.address, b.address]);
    const site = `http://127.0.0.1:${balancer.port}`;
    for (const name of ['one', 'two', 'three', 'four']) {
      const [owner, other] = name.length % 2 === 0 ? [a, b] : [b, a];
      owner.send(
        JSON.stringify({
          action: 'loaded',
          room: name,
          epoch: 1,
          metadata: { ...METADATA, name, visibility: 'unlisted', users: 1 },
        }),
      );
      await until('the Balancer knows', async () => {
        await fetch(`${site}/api/room/${name.toUpperCase()}/queue`);
        return owner.requests.some(({ path }) => path.includes(name.toUpperCase()));
      });
      other.requests.length = 0;
      await fetch(`${site}/api/room/${name}`, { method: 'PATCH', body: '{}' });
      expect(other.requests).toEqual([]);
    }
  });

  it('[BAL-20] follows 421 to the owner once, body and all; 421 never reaches the client', async () => {
    await using a = new SeedMonolith({ token: SECRET, init: { id: 'a', version: 1 } });
    await using b = new SeedMonolith({ token: SECRET, init: { id: 'b', version: 1 } });
    await using balancer = await readyBalancerFor([a.address, b.address]);
    await connected(balancer, 2);
    const misdirected = (owner: string) => () =>
      new Response('no', { status: 421, headers: { 'Usher-Owner': owner } });
    a.respond = misdirected('b');
    b.respond = async (request) => new Response(`b has ${await request.text()}`);
    const site = `http://127.0.0.1:${balancer.port}`;
    for (let n = 0; n < 8; n++) {
      const response = await fetch(`${site}/api/room/room${n}`, { method: 'PATCH', body: `{"n":${n}}` });
      expect(await response.text()).toBe(`b has {"n":${n}}`);
      expect(response.headers.get('usher-owner')).toBeNull();
    }
    expect(a.requests.length).toBeGreaterThan(0);

    b.respond = misdirected('a');
    const lost = await fetch(`${site}/api/room/lost`);
    expect([lost.status, lost.headers.get('retry-after')]).toEqual([503, '1']);
    a.respond = misdirected('unknown');
    b.respond = misdirected('unknown');
    expect((await fetch(`${site}/api/room/lost`)).status).toBe(503);
  });

  it('[BAL-20] answers the room list for the whole cluster: public rooms, by users, then by name', async () => {
    await using a = new SeedMonolith({ token: SECRET, init: { id: 'a', version: 1 } });
    await using b = new SeedMonolith({ token: SECRET, init: { id: 'b', version: 1 } });
    await using balancer = await readyBalancerFor([a.address, b.address]);
    await connected(balancer, 2);
    const loaded = (name: string, users: number, visibility: string) =>
      JSON.stringify({
        action: 'loaded',
        room: name,
        epoch: 1,
        metadata: { ...METADATA, name, visibility, users },
      });
    a.send(loaded('zeta', 2, 'public'));
    a.send(loaded('secret', 9, 'unlisted'));
    b.send(loaded('Alpha', 2, 'public'));
    b.send(loaded('beta', 3, 'public'));
    const list = await until('all are listed', async () => {
      const rooms = (await (await fetch(`http://127.0.0.1:${balancer.port}/api/room/list`)).json()) as {
        name: string;
      }[];
      return rooms.length === 3 && rooms;
    });
    expect(list.map(({ name }) => name)).toEqual(['beta', 'Alpha', 'zeta']);
  });

  it('[BAL-21] streams bodies both ways, and passes status, cookies, redirects and ranges through', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    const site = `http://127.0.0.1:${balancer.port}`;
    monolith.respond = (request) => {
      const headers = new Headers([
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['Location', '/elsewhere'],
        ['X-Range', request.headers.get('range') ?? ''],
      ]);
      return new Response('moved', { status: 302, headers });
    };
    const moved = await fetch(`${site}/x`, { redirect: 'manual', headers: { Range: 'bytes=0-1' } });
    expect([moved.status, moved.headers.get('location'), moved.headers.get('x-range')]).toEqual([
      302,
      '/elsewhere',
      'bytes=0-1',
    ]);
    expect(moved.headers.getSetCookie()).toEqual(['a=1', 'b=2']);

    let finish = () => {};
    monolith.respond = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue('data: first\n\n');
            finish = () => {
              controller.enqueue('data: last\n\n');
              controller.close();
            };
          },
        }),
        { headers: { 'Content-Type': 'text/event-stream' } },
      );
    const reader = (await fetch(`${site}/events`)).body?.getReader();
    const text = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await text()).toBe('data: first\n\n'); // before the last is even written
    finish();
    expect(await text()).toBe('data: last\n\n');
  });

  it('[BAL-21] tells the Monolith who asks; a stranger cannot forge it', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    const headersOf = async (port: number, headers: Record<string, string>) => {
      monolith.respond = (request) => Response.json(Object.fromEntries(request.headers));
      return (await (await fetch(`http://127.0.0.1:${port}/x`, { headers })).json()) as Record<
        string,
        string
      >;
    };
    const forged = {
      'X-Forwarded-For': '192.0.2.7',
      'X-Forwarded-Proto': 'https',
      Connection: 'close, X-Private',
      'X-Private': '1',
    };
    await using behindProxy = await readyBalancerFor([monolith.address]);
    const trusted = await headersOf(behindProxy.port, forged);
    expect(trusted).toMatchObject({
      'x-forwarded-for': '192.0.2.7, 127.0.0.1',
      'x-forwarded-proto': 'https',
    });
    expect(trusted['x-private']).toBeUndefined();
    await using open = await readyBalancerFor([monolith.address], { trusted_proxies: [] });
    expect(await headersOf(open.port, forged)).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
    });
  });

  it('[CON-1] [BAL-21] refuses upgrades to anything but WebSocket', async () => {
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }]);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(balancer.port, '127.0.0.1', () => {
        socket.write('GET /api/room/foo HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
      });
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString());
      });
    });
    expect(answer).toStartWith('HTTP/1.1 400');
  });

  it('[BAL-22] says 502 when the Monolith refuses the connection or breaks it', async () => {
    await using monolith = new SeedMonolith({ token: SECRET, init: { port: 9 } });
    await using balancer = await readyBalancerFor([monolith.address]);
    expect((await fetch(`http://127.0.0.1:${balancer.port}/x`)).status).toBe(502);
  });

  it('[BAL-30] [BAL-31] health, readiness and metrics answer on the operators’ port; no label names a room or a client', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using alone = await balancerFor([{ host: '127.0.0.1', port: 9 }]);
    await using balancer = await readyBalancerFor([monolith.address]);
    const status = async (port: number, path: string) =>
      (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect(await status(alone.operatorPort, '/healthz')).toBe(200);
    expect(await status(alone.operatorPort, '/readyz')).toBe(503);
    expect(await status(balancer.operatorPort, '/readyz')).toBe(200);
    using _ = await TestClient.join(balancer.port, 'foo');
    await until('it has joined', () => monolith.joins().length === 1);
    const metrics = await (await fetch(`http://127.0.0.1:${balancer.operatorPort}/metrics`)).text();
    expect(metrics).toContain('usher_balancer_clients{state="joined"} 1');
    expect(metrics).toContain('usher_balancer_monoliths{state="ready"} 1');
    expect(metrics).not.toContain('"foo"');
    expect(metrics).not.toContain(monolith.joins()[0]?.json.id ?? 'foo');
  });

  it('[BAL-30] state needs the operators’ key; a foreign Host gets nothing', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address], { operator_key: 'k1', api_key: 'k2' });
    await using keyless = await readyBalancerFor([monolith.address]);
    using _ = await TestClient.join(balancer.port, 'foo');
    await until('it has joined', () => monolith.joins().length === 1);
    const get = (port: number, path: string, headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers });
    const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
    const state = await (await get(balancer.operatorPort, '/state', bearer('k1'))).json();
    expect(state).toMatchObject({
      clients: 1,
      rooms: [{ room: 'foo', clients: 1 }],
      monoliths: [{ rooms: 1, clients: 1 }],
    });
    for (const key of ['', 'k2', 'k11'])
      expect((await get(balancer.operatorPort, '/state', bearer(key))).status).toBe(401);
    expect((await get(keyless.operatorPort, '/state', bearer(''))).status).toBe(401);
    expect((await get(balancer.operatorPort, '/metrics', { Host: 'evil.example' })).status).toBe(421);
    expect(await (await get(balancer.port, '/api/status', {})).text()).toBe('OK');
    expect((await get(balancer.port, '/api/state', bearer('k2'))).status).toBe(200);
    expect((await get(balancer.port, '/api/state', bearer('k1'))).status).toBe(401);
    expect((await get(balancer.port, '/api/status/metrics', {})).status).toBe(401);
    expect((await get(keyless.port, '/api/balancing', bearer(''))).status).toBe(401);
  });

  it('[CON-1] [BAL-20] serves a site below a path', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address], { base_url: '/watch/', api_key: 'k' });
    const site = `127.0.0.1:${balancer.port}`;
    using inside = new TestClient(`ws://${site}/watch/api/room/foo`);
    await inside.opened();
    inside.auth('t');
    await until('it has joined', () => monolith.joins().length === 1);
    const outside = new TestClient(`ws://${site}/api/room/foo`);
    expect(await outside.ended()).toMatchObject({ code: 4001 });
    expect(await (await fetch(`http://${site}/watch/api/status`)).text()).toBe('OK');
    expect(await (await fetch(`http://${site}/watch/api/room/list`)).json()).toEqual([]);
    expect(await (await fetch(`http://${site}/watch/api/room/foo`)).text()).toBe('seed:/watch/api/room/foo');
    expect(await (await fetch(`http://${site}/api/status`)).text()).toBe('seed:/api/status');
  });
});
