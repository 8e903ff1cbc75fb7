import { describe, expect, it } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SiteApi } from '@usher/client';
import { startRole, tempDir, TEST_KEYS, type RoleProcess } from '@usher/harness';
import { SeedBalancer, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';

type Monolith = RoleProcess<'monolith'>;

const apiOf = ({ ports }: Monolith) => `http://127.0.0.1:${ports.httpPort}/api`;

async function call(
  monolith: Monolith,
  path: string,
  { headers = {}, body }: { headers?: Record<string, string>; body?: object } = {},
) {
  const response = await fetch(`${apiOf(monolith)}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

const grant = async (monolith: Monolith) =>
  new SiteApi(`http://127.0.0.1:${monolith.ports.httpPort}`).grantToken(null);

describe('a Monolith that is told to stop', () => {
  it('gives its rooms back, sends direct clients away with 1001, and exits with 0', async () => {
    await using monolith = await startRole('monolith');
    const token = await grant(monolith);
    await call(monolith, '/room/create', { headers: bearer(token), body: { name: 'lounge' } });
    const client = await TestClient.join(monolith.ports.httpPort, 'lounge', token);
    await client.hears('you', ({ action }) => action === 'you');
    const exited = monolith.stop();
    expect(await client.ended()).toMatchObject({ code: 1001 }); // CON-9
    expect(await exited).toBe(0);
    expect(monolith.logs).toContain('"verdict":"ours"');
  });

  it('[BAL-32] ends at once at a second signal, at least a second later', async () => {
    await using monolith = await startRole('monolith', { monolith: { shutdown: '60s' } });
    const { promise: never } = Promise.withResolvers<void>();
    const stuck = fetch(`${apiOf(monolith)}/room/create`, {
      method: 'POST',
      headers: { ...bearer(await grant(monolith)), 'Content-Type': 'application/json' },
      body: new ReadableStream({
        async start(controller) {
          controller.enqueue(new TextEncoder().encode('{'));
          await never;
        },
      }),
    }).catch(() => 'cut off');
    await call(monolith, '/status');
    const repeat = setInterval(() => monolith.signal('SIGTERM'), 100);
    expect(await monolith.exited).toBe(1);
    clearInterval(repeat);
    expect(await stuck).toBe('cut off');
  });
});

describe('a Monolith whose configuration changes', () => {
  it('[BAL-33] SIGHUP takes over what can be changed while running, and says what cannot', async () => {
    using directory = tempDir();
    const file = join(directory.path, 'usher.toml');
    const write = (level: string, options: string) =>
      writeFileSync(file, `log_level = "${level}"\n[balancer]\nport = 1\n[monolith]\n${options}\n`);
    write('info', 'unload_after = "5m"');
    await using monolith = await startRole('monolith', {}, ['--config', file]);
    const first = await TestClient.join(monolith.ports.httpPort, 'none', 'no token');
    await first.ended();
    expect(monolith.logs).not.toContain('"level":20');

    write('debug', 'unload_after = "1m"\nlimits = { clients = 1, auth_timeout = "1s" }');
    monolith.signal('SIGHUP');
    await until('it has read it', () => monolith.logs.includes('has been read again'));
    const fixed = [...monolith.logs.matchAll(/"option":"([^"]+)"/g)].map(([, option]) => option);
    expect(fixed).toEqual(['monolith.unload_after', 'monolith.limits.auth_timeout']);
    const one = new TestClient(`ws://127.0.0.1:${monolith.ports.httpPort}/api/room/lounge`);
    await one.opened();
    const second = await call(monolith, '/room/lounge', {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': btoa('0123456789abcdef'),
      },
    });
    expect(second.status).toBe(503);
    one.close();
    await one.ended();
    const stranger = await TestClient.join(monolith.ports.httpPort, 'lounge', 'no token');
    await stranger.ended();
    await until('it logs more than before', () => monolith.logs.includes('"level":20'));

    write('loud', '');
    monolith.signal('SIGHUP');
    await until('it says what is wrong', () => monolith.logs.includes('the configuration stays as it was'));
    expect((await call(monolith, '/status')).status).toBe(200);
  });
});

describe('what a Monolith logs', () => {
  it('[BAL-34] ids of clients, rooms and itself always; tokens, passwords, keys and invitations never, at the finest level', async () => {
    await using monolith = await startRole('monolith', {
      log_level: 'trace',
      link: { auth: 'static', secrets: [TEST_KEYS.link] },
    });
    const { httpPort, linkPort } = monolith.ports;
    const token = await grant(monolith);
    const other = await grant(monolith);
    const unknown = 'a-token-that-nobody-has-been-given';
    const passwords = ['Correct-horse-7', 'Battery-staple-8', 'Wrong-guess-9'] as const;
    const post = (path: string, body: object, by = token) =>
      call(monolith, path, { headers: bearer(by), body });

    const user = { username: 'ada', password: passwords[0], email: 'ada@example.org' };
    expect((await post('/user/register', user)).status).toBe(201);
    expect((await post('/user/login', { user: 'ada', password: passwords[2] }, other)).status).toBe(401);
    expect((await post('/user/login', { user: 'ada', password: passwords[0] }, other)).status).toBe(200);
    expect((await post('/room/create', { name: 'lounge', visibility: 'private' })).status).toBe(201);
    const { invite } = JSON.parse((await post('/room/lounge/invite', {})).text) as { invite: string };
    const guest = await grant(monolith);
    expect((await post('/room/lounge/redeem', { invite }, guest)).status).toBe(200);
    expect((await post('/room/lounge/redeem', { invite: `${invite}-wrong` }, guest)).status).not.toBe(200);
    await call(monolith, `/room/lounge?token=${unknown}`, { headers: bearer(unknown) });
    await call(monolith, '/status/metrics', { headers: { apikey: TEST_KEYS.api } });
    await call(monolith, '/status/metrics', { headers: { apikey: `${TEST_KEYS.api}-wrong` } });
    await call(monolith, '/room/create', {
      headers: { Cookie: `token=${token}` },
      body: { name: 'by-cookie' },
    });
    await fetch(`${apiOf(monolith)}/user/account`, {
      method: 'PATCH',
      headers: { ...bearer(token), 'Content-Type': 'application/json' },
      body: JSON.stringify({ currentPassword: passwords[0], newPassword: passwords[1] }),
    });
    await post('/user/login', { user: 'ada', password: { hidden: passwords[2] } });

    const owner = await TestClient.join(httpPort, 'lounge', token);
    const you = await owner.hears('you', ({ action }) => action === 'you');
    owner.say({ action: 'req', request: { type: 11, text: 'hello' } });
    owner.say({ action: 'req', request: { type: 6, video: token } });
    const stranger = await TestClient.join(httpPort, 'lounge', unknown);
    expect(await stranger.ended()).toMatchObject({ code: 4004 });
    using balancer = new SeedBalancer(linkPort ?? 0);
    await until('init arrives', () => balancer.init);
    const linked = { token: guest, room: 'lounge', id: 'linked-client' };
    balancer.join(linked);
    await until('it has joined', () => balancer.messagesFor(linked).some(({ action }) => action === 'you'));
    const rogue = await fetch(`http://127.0.0.1:${linkPort}/`, {
      headers: bearer(`${TEST_KEYS.link}-wrong`),
    });
    expect(rogue.ok).toBe(false);
    await post('/user/logout', {});
    expect(await monolith.stop()).toBe(0);

    const { info } = you as { info: { id: string } };
    for (const shown of [info.id, 'linked-client', 'lounge', monolith.id ?? ''])
      expect(monolith.logs).toContain(shown);
    const { link, api } = TEST_KEYS;
    for (const secret of [token, other, guest, unknown, ...passwords, invite, link, api])
      expect({ secret, isLogged: monolith.logs.includes(secret) }).toEqual({ secret, isLogged: false });
  });
});
