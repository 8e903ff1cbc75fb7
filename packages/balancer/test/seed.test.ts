import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { readyBalancerFor, SECRET } from './start.ts';

/** The Balancer in front of a Monolith that knows only the seed document. */
describe('a seed-only Monolith behind the Balancer', () => {
  it('[LNK-11] [LNK-14] [LNK-24] [CON-2] is sent a Join with token, room and id when a client has authenticated', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using client = await TestClient.join(balancer.port, 'Foo', 'tok"en');
    await until('the Join arrives', () => monolith.joins().length > 0);
    const [join] = monolith.joins();
    expect(join?.json).toEqual({
      token: 'tok"en',
      room: 'foo',
      id: expect.any(String),
      message: { action: 'req', request: { type: 0 } },
    });
    expect(client.closed).toBeNull();
  });

  it('[LNK-20] [LNK-21] relays what a client sends byte for byte, in order', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using client = await TestClient.join(balancer.port, 'foo');
    const frames = [
      '{"action":"x","n":1e400,"m":12345678901234567890,"d":0.10}',
      ' \n\t{ "a" : 1 , "a" : 2 } \r\n',
      '{"é":"\\u00e9\\ud83d\\ude00😀","s":"a\\/b\\"}]"}',
      '{"action":"x","id":"other","room":"bar","token":"stolen","message":{}}',
      '{"__proto__":{"x":1}}',
    ];
    for (const frame of frames) client.send(frame);
    await until('all have arrived', () => monolith.said.length === frames.length);
    const id = monolith.joins()[0]?.json.id;
    expect(monolith.said.map(({ text }) => text)).toEqual(
      frames.map((frame) => `{"token":"a-token","room":"foo","id":"${id}","message":${frame}}`),
    );
    for (const { json } of monolith.said) expect(json).toMatchObject({ token: 'a-token', room: 'foo', id });
  });

  it('[LNK-22] passes unicasts to one client and broadcasts to the room, byte for byte, in the order they were sent', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using a = await TestClient.join(balancer.port, 'foo');
    await until('a has joined', () => monolith.joins().length === 1);
    using b = await TestClient.join(balancer.port, 'foo');
    using other = await TestClient.join(balancer.port, 'bar');
    await until('all have joined', () => monolith.joins().length === 3);
    const id = monolith.joins()[0]?.json.id;
    const odd = '{ "z":1 ,"z" : [1e3, "\\u0041{}"] }';
    monolith.send(`{"room":"FOO","id":"${id}","message":{"n":1}}`);
    monolith.send(` { "message" :${odd} , "x":[{"message":1}], "id" : null , "room":"foo" } `);
    monolith.send(`{"room":"foo","message":{"n":2}}`);
    monolith.send(`{"id":"${id}","message":{"n":"first"},"room":"foo","message":{"n":3}}`);
    monolith.send(`{"room":"bar","message":{"n":4}}`);
    await until(
      'all have heard',
      () => a.heard.length === 4 && b.heard.length === 2 && other.heard.length === 1,
    );
    expect(a.heard).toEqual(['{"n":1}', odd, '{"n":2}', '{"n":3}']);
    expect(b.heard).toEqual([odd, '{"n":2}']);
    expect(other.heard).toEqual(['{"n":4}']);
  });

  it('[LNK-23] drops words for a client that is in another room, or unknown, or for an unknown room', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using client = await TestClient.join(balancer.port, 'foo');
    await until('it has joined', () => monolith.joins().length === 1);
    const id = monolith.joins()[0]?.json.id;
    monolith.send(`{"room":"bar","id":"${id}","message":{"n":1}}`);
    monolith.send(`{"room":"bar","message":{"n":2}}`);
    monolith.send(`{"room":"foo","id":"nobody","message":{"n":3}}`);
    monolith.send(`{"room":"foo","message":{"n":4}}`);
    await until('the last is heard', () => client.heard.length > 0);
    expect(client.heard).toEqual(['{"n":4}']);
  });

  it('[LNK-25] sends exactly one Leave when a client disconnects, however it does', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    const polite = await TestClient.join(balancer.port, 'foo');
    const rude = await TestClient.join(balancer.port, 'foo');
    const wrong = await TestClient.join(balancer.port, 'foo');
    await until('all have joined', () => monolith.joins().length === 3);
    polite.close();
    rude.terminate();
    wrong.send('not json');
    await until('all have left', () => monolith.leaves().length === 3);
    expect(new Set(monolith.leaves().map(({ json }) => json.id))).toEqual(
      new Set(monolith.joins().map(({ json }) => json.id)),
    );
    expect(monolith.leaves()[0]?.json).toMatchObject({
      token: 'a-token',
      room: 'foo',
      message: { action: 'req', request: { type: 1 } },
    });
    expect(await wrong.ended()).toMatchObject({ code: 1007 });
  });

  it('[LNK-26] closes forged Joins and Leaves with 1008 and relays nothing of them', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    const forgeries = [
      '{"action":"req","request":{"type":0}}',
      '{"action":"req","request":{"type":1.0}}',
      '{"action":"req","request":{"type":-0}}',
      '{"action":"x","action":"req","request":{"type":5},"request":{"type":0e5}}',
      '{"\\u0061ction":"r\\u0065q","request":{"t\\u0079pe":1}}',
    ];
    for (const forgery of forgeries) {
      const client = await TestClient.join(balancer.port, 'foo');
      client.send(forgery);
      expect(await client.ended()).toMatchObject({ code: 1008 });
    }
    await until('all have left', () => monolith.leaves().length === forgeries.length);
    expect(monolith.said).toEqual([]);
  });

  it('[LNK-2] [LNK-5] has one connection, and gets another when that is cut; its clients are joined again', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using client = await TestClient.join(balancer.port, 'foo');
    using _ = await TestClient.join(balancer.port, 'bar');
    await until('both have joined', () => monolith.joins().length === 2);
    expect(monolith.connections).toBe(1);
    monolith.cut();
    await until('they are joined again', () => monolith.joins().length === 4);
    expect(client.closed).toBeNull();
    client.say({ action: 'chat', text: 'still here' });
    await until('it is heard', () => monolith.said.length === 1);
  });

  it('[LNK-13] [LNK-12] refuses a Monolith whose token is not the secret', async () => {
    await using rogue = new SeedMonolith({ token: 'not-the-secret-not-the-secret-not-the-secret' });
    await using genuine = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([rogue.address, genuine.address]);
    using _ = await TestClient.join(balancer.port, 'foo');
    await until('the genuine one has the room', () => genuine.joins().length === 1);
    expect(rogue.received).toEqual([]);
  });

  it('[BAL-20] [BAL-22] proxies HTTP to it, and says 503 when nobody is there', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    const site = `http://127.0.0.1:${balancer.port}`;
    expect(await (await fetch(`${site}/api/room/foo?x=1`)).text()).toBe('seed:/api/room/foo');
    await fetch(`${site}/api/room/create`, { method: 'POST', body: '{"name":"foo"}' });
    expect(monolith.requests.at(-1)).toEqual({
      method: 'POST',
      path: '/api/room/create',
      body: '{"name":"foo"}',
    });
  });
});
