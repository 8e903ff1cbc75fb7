import { describe, expect, it } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RoomClient, SiteApi } from '@usher/client';
import { startRole, startSite, tempDir, TEST_KEYS, type RoleProcess } from '@usher/harness';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import type { ServerMessage } from '@usher/protocol';

type Balancer = RoleProcess<'balancer'>;

const siteOf = ({ ports }: Balancer) => `http://127.0.0.1:${ports.port}`;
const operatorsOf = ({ ports }: Balancer) => `http://127.0.0.1:${ports.operatorPort}`;
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

/** A client of the real library, and all that it hears. Each new connection goes to the Balancer that `through` gives. */
function createClient(room: string, through: () => Balancer) {
  const openSocket = (url: string) =>
    new WebSocket(`ws://127.0.0.1:${through().ports.port}${new URL(url).pathname}`);
  const client = new RoomClient({ site: siteOf(through()), room, openSocket, random: () => 0 });
  const heard: ServerMessage[] = [];
  client.onMessage((message) => void heard.push(message));
  client.start();
  return Object.assign(client, { heard, [Symbol.dispose]: () => client.stop() });
}

describe('a Balancer that drains', () => {
  it('[BAL-32] [LNK-25] [LNK-41] its clients come back through the other one, and nobody is told that they left', async () => {
    await using site = await startSite({ balancers: 2, monoliths: 1 }, { balancer: { drain: '2s' } });
    const [one, two] = site.balancers;
    if (one === undefined || two === undefined) throw new Error('no Balancers');
    const api = new SiteApi(siteOf(two));
    const room = await api.generateRoom(await api.grantToken(null));
    using witness = createClient(room, () => two);
    let balancer = one;
    using a = createClient(room, () => balancer);
    using b = createClient(room, () => balancer);
    const everyone = [witness, a, b];
    await until('all know each other', () => everyone.every(({ view }) => view.users.length === 3));
    const [idOfA, idOfB] = [a.view.you, b.view.you];
    witness.heard.length = 0;

    balancer = two; // as a load balancer does when one is not ready
    const exited = one.stop();
    await until('it is not ready', async () => {
      const response = await fetch(`${operatorsOf(one)}/readyz`);
      return response.status === 503;
    });
    const refused = await fetch(`${siteOf(one)}/api/status`).then(
      ({ status }) => status,
      () => 'refused',
    );
    expect(['refused', 503]).toContain(refused);
    expect(await exited).toBe(0);

    await until('both are back', () =>
      [a, b].every(({ view, connection }) => connection.state === 'open' && view.users.length === 3),
    );
    expect([a.view.you, b.view.you]).not.toEqual([idOfA, idOfB]);
    await until('everyone knows them by their new ids', () => {
      const known = new Set<string | null>(witness.view.users.map(({ id }) => id));
      return [a, b].every(({ view }) => known.has(view.you));
    });
    expect(witness.heard.filter(({ action }) => action === 'event')).toEqual([]);
    expect(witness.view.users).toHaveLength(3);
  });

  it('[BAL-32] [LNK-25] a Monolith that hangs keeps nobody from being sent to another', async () => {
    await using site = await startSite({ balancers: 1, monoliths: 1 }, { balancer: { drain: '200ms' } });
    const [balancer] = site.balancers;
    if (balancer === undefined) throw new Error('no Balancer');
    const api = new SiteApi(siteOf(balancer));
    const token = await api.grantToken(null);
    using client = await TestClient.join(balancer.ports.port, await api.generateRoom(token), token);
    await client.hears('that it is in', ({ action }) => action === 'you');
    site.monoliths[0]?.signal('SIGSTOP');
    const exited = balancer.stop();
    expect(await client.ended()).toEqual({ code: 1012, reason: 'this server is restarting' });
    expect(await exited).toBe(0);
  });

  it('[BAL-32] requests in flight finish, and new ones are not taken', async () => {
    const arrived = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    await using monolith = new SeedMonolith({ token: TEST_KEYS.link });
    monolith.respond = async () => {
      arrived.resolve();
      await finish.promise;
      return new Response('finished');
    };
    await using balancer = await startRole('balancer', {
      link: { auth: 'static', secrets: [TEST_KEYS.link] },
      balancer: { discovery: [{ method: 'static', monoliths: [monolith.address] }] },
    });
    await until('it is ready', async () => (await fetch(`${operatorsOf(balancer)}/readyz`)).ok);
    const inFlight = fetch(`${siteOf(balancer)}/slow`);
    await arrived.promise;
    const exited = balancer.stop();
    await until('it takes no more', () =>
      fetch(`${siteOf(balancer)}/api/status`).then(
        ({ status }) => status === 503,
        () => true,
      ),
    );
    finish.resolve();
    expect(await (await inFlight).text()).toBe('finished');
    expect(await exited).toBe(0);
  });

  it('[BAL-30] [BAL-32] an operator can ask for it', async () => {
    await using balancer = await startRole('balancer');
    const drain = (key: string) =>
      fetch(`${operatorsOf(balancer)}/drain`, { method: 'POST', headers: bearer(key) });
    expect((await drain('another key')).status).toBe(401);
    expect((await drain(TEST_KEYS.operator)).status).toBe(202);
    expect(await balancer.exited).toBe(0);
  });
});

describe('a Balancer whose configuration changes', () => {
  it('[BAL-33] SIGHUP takes over what can be changed while running, and says what cannot', async () => {
    using directory = tempDir();
    const file = join(directory.path, 'usher.toml');
    const write = (options: string) => writeFileSync(file, `[balancer]\n${options}\n`);
    write('');
    await using balancer = await startRole('balancer', {}, ['--config', file]);
    write('placement = "random"\nlimits = { auth_timeout = "50ms" }');
    balancer.signal('SIGHUP');
    await until('it says what stays', () => balancer.logs.includes('"option":"balancer.placement"'));
    const client = new TestClient(`ws://127.0.0.1:${balancer.ports.port}/api/room/foo`);
    expect(await client.ended()).toEqual({ code: 4004, reason: 'timed out' });

    write('park = "soon"');
    balancer.signal('SIGHUP');
    await until('it says what is wrong', () => balancer.logs.includes('balancer.park: expected a duration'));
    expect((await fetch(`${operatorsOf(balancer)}/healthz`)).status).toBe(200);
    expect(await balancer.stop()).toBe(0);
  });
});

describe('what a Balancer logs', () => {
  it('[BAL-34] ids of clients, rooms and Monoliths always; secrets and tokens never, at the finest level', async () => {
    const wrongToken = 'a-token-that-no-monolith-of-ours-has';
    const clientToken = 'the-token-of-one-client';
    const wrongKey = 'a-key-that-opens-nothing';
    const init = (id: string) => ({ id, version: 1 });
    await using genuine = new SeedMonolith({ token: TEST_KEYS.link, init: init('genuine-monolith') });
    await using rogue = new SeedMonolith({ token: wrongToken, init: init('rogue-monolith') });
    await using balancer = await startRole('balancer', {
      log_level: 'trace',
      link: { auth: 'static', secrets: [TEST_KEYS.link] },
      balancer: { discovery: [{ method: 'static', monoliths: [genuine.address, rogue.address] }] },
    });
    await until('it is ready', async () => (await fetch(`${operatorsOf(balancer)}/readyz`)).ok);
    await until('the rogue was refused', () => balancer.logs.includes('rogue-monolith'));
    const client = await TestClient.join(balancer.ports.port, 'the-room', clientToken);
    const { id = '' } = (await until('it joins', () => genuine.joins()[0])).json;
    client.say({ action: 'req', request: { type: 11, text: 'hello' } });
    genuine.send('{"neither":"known nor wanted"}');
    const kick = (key: string) =>
      fetch(`${operatorsOf(balancer)}/clients/${id}/kick`, { method: 'POST', headers: bearer(key) });
    expect((await kick(wrongKey)).status).toBe(401);
    expect((await fetch(`${siteOf(balancer)}/api/state`, { headers: bearer(wrongKey) })).status).toBe(401);
    await fetch(`${siteOf(balancer)}/api/room/the-room?token=${clientToken}`, {
      headers: bearer(clientToken),
    });
    const session = await fetch(`${operatorsOf(balancer)}/session`, {
      method: 'POST',
      headers: bearer(TEST_KEYS.operator),
    });
    expect((await kick(TEST_KEYS.operator)).status).toBe(200);
    expect(await client.ended()).toMatchObject({ code: 4005 });
    const unauthenticated = new TestClient(`ws://127.0.0.1:${balancer.ports.port}/api/room/the-room`);
    await unauthenticated.opened();
    unauthenticated.say({ action: 'auth', token: clientToken.repeat(100) });
    expect(await unauthenticated.ended()).toMatchObject({ code: 4004 });
    expect(await balancer.stop()).toBe(0);

    for (const shown of [id, 'the-room', 'genuine-monolith', balancer.id ?? ''])
      expect(balancer.logs).toContain(shown);
    const cookie = /usher_operator=([\w-]+)/.exec(session.headers.get('set-cookie') ?? '')?.[1];
    const secrets = [TEST_KEYS.link, TEST_KEYS.operator, TEST_KEYS.api, wrongToken, clientToken, wrongKey];
    for (const secret of [...secrets, cookie ?? 'no cookie']) expect(balancer.logs).not.toContain(secret);
  });
});
