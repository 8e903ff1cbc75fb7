import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { balancerFor, readyBalancerFor, SECRET } from './start.ts';

describe('a client of the Balancer', () => {
  it('[CON-1] is closed with 4001 after the upgrade when its path or room name is bad', async () => {
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }]);
    for (const path of [
      '/',
      '/api/room/',
      '/api/room/a%20b',
      `/api/room/${'x'.repeat(65)}`,
      '/api/room/a/b',
      '/other/foo',
    ]) {
      const client = new TestClient(`ws://127.0.0.1:${balancer.port}${path}`);
      expect(await client.ended()).toMatchObject({ code: 4001 });
    }
  });

  it('[CON-1] may name its room with a trailing slash, a query string and in any case', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    for (const path of ['/api/room/foo/', '/api/room/FOO?x=1', '/api/room/Foo/?a=b']) {
      using client = new TestClient(`ws://127.0.0.1:${balancer.port}${path}`);
      await client.opened();
      client.auth('t');
      await until('it has joined', () => monolith.joins().at(-1)?.json.room === 'foo');
      monolith.received.length = 0;
    }
  });

  it('[CON-2] must authenticate first', async () => {
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }]);
    const cases: [string | Uint8Array<ArrayBuffer>, number][] = [
      ['{"action":"req","request":{"type":2}}', 4004],
      ['{"action":"auth"}', 4004],
      ['{"action":"auth","token":""}', 4004],
      ['{"action":"auth","token":7}', 4004],
      [JSON.stringify({ action: 'auth', token: 'é'.repeat(513) }), 4004],
      ['{"action":"auth","token":"x"', 1007],
      ['[]', 1007],
      ['null', 1007],
      [new Uint8Array([1, 2]), 1003],
    ];
    for (const [frame, code] of cases) {
      const client = new TestClient(`ws://127.0.0.1:${balancer.port}/api/room/foo`);
      await client.opened();
      client.send(frame);
      expect(await client.ended()).toMatchObject({ code });
    }
  });

  it('[CON-2] is closed with 4004 when it does not authenticate in time', async () => {
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }], {
      limits: { auth_timeout: 50 },
    });
    const client = new TestClient(`ws://127.0.0.1:${balancer.port}/api/room/foo`);
    expect(await client.ended()).toEqual({ code: 4004, reason: 'timed out' });
  });

  it('[CON-2] a later auth is ignored and not relayed', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using client = await TestClient.join(balancer.port, 'foo');
    client.auth('another');
    client.say({ action: 'after' });
    await until('the next message arrives', () => monolith.said.length > 0);
    expect(monolith.said.map(({ json }) => json.message)).toEqual([{ action: 'after' }]);
    expect(monolith.said[0]?.json.token).toBe('a-token');
  });

  it('[CON-5] [CON-7] mistakes close it with their code and disturb nobody else', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using innocent = await TestClient.join(balancer.port, 'foo');
    const cases: [string | Uint8Array<ArrayBuffer>, number][] = [
      ['nonsense', 1007],
      ['"text"', 1007],
      ['{"a":1}{"b":2}', 1007],
      ['{"a":1},"id":"x"', 1007],
      ['\uFEFF{"a":1}', 1007],
      [new Uint8Array([0x7b, 0x7d]), 1003],
      [JSON.stringify({ text: 'x'.repeat(70_000) }), 1009],
    ];
    for (const [frame, code] of cases) {
      const client = await TestClient.join(balancer.port, 'foo');
      client.send(frame);
      expect(await client.ended()).toMatchObject({ code });
    }
    await until('they have left', () => monolith.leaves().length === cases.length);
    monolith.send('{"room":"foo","message":{"n":1}}');
    await until('the innocent one hears', () => innocent.heard.length > 0);
    expect(innocent.heard).toEqual(['{"n":1}']);
    expect(monolith.said).toEqual([]);
  });

  it('[CON-3] what it says before a Monolith is there is kept in order; clock is not, and of status only the last', async () => {
    await using reserved = new SeedMonolith({ token: SECRET });
    const { port } = reserved.address;
    await reserved[Symbol.asyncDispose]();
    await using balancer = await balancerFor([{ host: '127.0.0.1', port }]);
    using client = await TestClient.join(balancer.port, 'foo');
    client.say({ action: 'req', request: { type: 11, text: '1' } });
    client.say({ action: 'clock', t0: 1 });
    client.say({ action: 'status', status: 'ready' });
    client.say({ action: 'req', request: { type: 11, text: '2' } });
    client.say({ action: 'status', status: 'buffering' });
    client.say({ action: 'req', request: { type: 11, text: '3' } });
    await using monolith = new SeedMonolith({ token: SECRET, port });
    await until('all has arrived', () => monolith.said.length >= 4);
    expect(monolith.received[0]).toBe(monolith.joins()[0] as never);
    expect(monolith.said.map(({ json }) => json.message)).toEqual([
      { action: 'req', request: { type: 11, text: '1' } },
      { action: 'req', request: { type: 11, text: '2' } },
      { action: 'status', status: 'buffering' },
      { action: 'req', request: { type: 11, text: '3' } },
    ]);
  });

  it('[CON-3] at the bound it is not read; nothing is lost', async () => {
    await using reserved = new SeedMonolith({ token: SECRET });
    const { port } = reserved.address;
    await reserved[Symbol.asyncDispose]();
    await using balancer = await balancerFor([{ host: '127.0.0.1', port }], {
      limits: { messages_burst: 1000 },
    });
    using client = await TestClient.join(balancer.port, 'foo');
    for (let n = 0; n < 500; n++) client.say({ n });
    await using monolith = new SeedMonolith({ token: SECRET, port });
    await until('all has arrived', () => monolith.said.length === 500);
    expect(monolith.said.map(({ json }) => json.message?.['n'])).toEqual(
      Array.from({ length: 500 }, (_, n) => n),
    );
  });

  it('[CON-4] is closed with 1013 when no Monolith becomes available in time', async () => {
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }], { park: 50 });
    const client = await TestClient.join(balancer.port, 'foo');
    expect(await client.ended()).toMatchObject({ code: 1013 });
  });

  it('[BAL-32] is closed with 1012 when the Balancer stops, and leaves', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    const balancer = await readyBalancerFor([monolith.address]);
    const client = await TestClient.join(balancer.port, 'foo');
    await until('it has joined', () => monolith.joins().length === 1);
    await balancer.stop();
    expect(await client.ended()).toMatchObject({ code: 1012 });
    await until('it has left', () => monolith.leaves().length === 1);
  });
});
