import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { connected, readyBalancerFor, SECRET } from './start.ts';

const KiB = 1024;
const MiB = 1024 * KiB;

/** Two Monoliths, and a room that is on each of them. */
async function twoMonoliths(limits: NonNullable<Parameters<typeof readyBalancerFor>[1]>['limits'] = {}) {
  const monoliths = [1, 2].map(() => new SeedMonolith({ token: SECRET }));
  const balancer = await readyBalancerFor(
    monoliths.map(({ address }) => address),
    { placement: 'least-rooms', limits },
  );
  await connected(balancer, 2);
  const join = async (room: string) => {
    const client = await TestClient.join(balancer.port, room);
    const at = await until('it has joined', () =>
      monoliths.find((each) => each.joins().some(({ json }) => json.room === room)),
    );
    return { client, at };
  };
  return {
    join,
    metrics: async () => (await fetch(`http://127.0.0.1:${balancer.operatorPort}/metrics`)).text(),
    async [Symbol.asyncDispose]() {
      await balancer.stop();
      for (const monolith of monoliths) await monolith[Symbol.asyncDispose]();
    },
  };
}

describe('a Monolith that does not keep up', () => {
  it('[LNK-50] its clients are not read until it does, those of others are, and nothing is lost', async () => {
    await using site = await twoMonoliths({
      link_queue: 256 * KiB,
      messages_per_second: 10_000,
      messages_burst: 100_000,
    });
    const { client: blocked, at: stuck } = await site.join('stuck');
    const { client: free, at: other } = await site.join('free');
    expect(stuck).not.toBe(other);
    stuck.pause();
    const text = 'x'.repeat(32 * KiB);
    let sent = 0;
    await until('its clients are not read', async () => {
      for (let n = 0; n < 20; n++) blocked.say({ n: sent++, text });
      return (await site.metrics()).includes('usher_balancer_unread_clients{reason="link"} 1');
    });
    expect(await site.metrics()).toContain('usher_balancer_links_congested 1');
    // What it goes on sending stays with it and its system: the Balancer's queue does not grow.
    for (let n = 0; n < 400; n++) blocked.say({ n: sent++, text });
    free.say({ action: 'hello' });
    await until('a client of the other Monolith is heard', () => other.said.length === 1);
    const [, queued = '0'] = /queue_bytes\{kind="to_monoliths"\} (\d+)/.exec(await site.metrics()) ?? [];
    expect(Number(queued)).toBeLessThan(4 * MiB);
    stuck.resume();
    await until('all has arrived', () => stuck.said.length === sent);
    expect(stuck.said.map(({ json }) => json.message?.['n'])).toEqual(
      Array.from({ length: sent }, (_, n) => n),
    );
    await until('its clients are read again', async () =>
      (await site.metrics()).includes('usher_balancer_unread_clients{reason="link"} 0'),
    );
    for (const client of [blocked, free]) {
      expect(client.closed).toBeNull();
      client.terminate();
    }
  }, 20_000);
});

describe('a client that does not read', () => {
  it('[LNK-51] above four times its queue at once: cut off without a close frame, its Leave is sent, it is counted', async () => {
    await using site = await twoMonoliths({ client_queue: 256 * KiB });
    const { client: stalled, at } = await site.join('foo');
    const { client: innocent } = await site.join('foo');
    await until('both are there', () => at.joins().length === 2);
    stalled.pause();
    const message = JSON.stringify({ room: 'foo', message: { text: 'x'.repeat(64 * KiB) } });
    let sent = 0;
    await until('it has left', () => {
      if (sent < 400) at.send(message);
      sent = Math.min(400, sent + 1);
      return at.leaves().length === 1;
    });
    const count = sent;
    await until('the other one has heard all', () => innocent.heard.length === count);
    expect(innocent.closed).toBeNull();
    expect(await site.metrics()).toContain(
      'usher_balancer_slow_consumers_total{limit="client_queue_hard"} 1',
    );
    stalled.resume();
    expect(await stalled.ended()).toMatchObject({ code: 1006 });
    innocent.terminate();
  }, 20_000);

  it('[LNK-51] above its queue for 5 s: the same; one that catches up in time stays', async () => {
    await using site = await twoMonoliths({ client_queue: 4 * MiB });
    const { client: stalled, at } = await site.join('foo');
    const { client: late } = await site.join('foo');
    await until('both are there', () => at.joins().length === 2);
    stalled.pause();
    late.pause();
    const message = JSON.stringify({ room: 'foo', message: { text: 'x'.repeat(64 * KiB) } });
    for (let n = 0; n < 180; n++) at.send(message); // more than the system takes, less than four times the queue
    await until('something waits', async () => Number(queuedIn(await site.metrics())) > 8 * MiB);
    expect(at.leaves()).toEqual([]);
    late.resume();
    await until('it has caught up', () => late.heard.length === 180);
    await until('the other one has left', () => at.leaves().length === 1);
    expect(await site.metrics()).toContain('usher_balancer_slow_consumers_total{limit="client_queue"} 1');
    expect(late.closed).toBeNull();
    late.terminate();
    stalled.terminate();
  }, 20_000);

  it('[LNK-51] too much over all clients: those with the most are cut off first', async () => {
    await using site = await twoMonoliths({ client_queue: 16 * MiB, client_queues: 6 * MiB });
    const { client: most, at } = await site.join('foo');
    const { client: less } = await site.join('foo');
    await until('both are there', () => at.joins().length === 2);
    const [mostId] = at.joins().map(({ json }) => json.id);
    const text = 'x'.repeat(64 * KiB);
    most.pause();
    for (let n = 0; n < 64; n++) at.send(JSON.stringify({ room: 'foo', id: mostId, message: { text } }));
    less.pause();
    for (let n = 0; n < 110; n++) at.send(JSON.stringify({ room: 'foo', message: { text } }));
    await until('one has left', () => at.leaves().length > 0);
    expect(at.leaves().map(({ json }) => json.id)).toEqual([mostId]);
    expect(await site.metrics()).toContain('usher_balancer_slow_consumers_total{limit="client_queues"} 1');
    less.resume();
    await until('the other one hears all', () => less.heard.length === 110);
    less.terminate();
    most.terminate();
  }, 20_000);
});

const queuedIn = (metrics: string) => /queue_bytes\{kind="to_clients"\} (\d+)/.exec(metrics)?.[1] ?? '0';
