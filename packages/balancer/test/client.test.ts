import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { balancerFor, readyBalancerFor, SECRET } from './start.ts';

describe('a client of the Balancer', () => {
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
