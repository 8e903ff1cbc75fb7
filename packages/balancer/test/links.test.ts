import { describe, expect, it } from 'bun:test';
import { SeedMonolith } from '@usher/harness/fakes';
import { createLogger, realClock, realTimers } from '@usher/kit/runtime';
import { until } from '@usher/kit/testing';
import { LinkAuth } from '@usher/link-auth';
import { LIMITS, balancerId, monolithId } from '@usher/protocol';
import { LINK_DIALECTS } from '@usher/protocol/link';
import type { LinkAddress } from '../src/shell/discovery/link-address.ts';
import { openLinkSocket } from '../src/shell/link-socket/open-link-socket.ts';
import { Links } from '../src/shell/links.ts';
import { Traffic } from '../src/shell/traffic.ts';
import { SECRET } from './start.ts';

/** The links of one Balancer to real addresses, and what it is told about them. */
class World implements Disposable {
  readonly news: string[] = [];
  readonly links = new Links({
    balancer: balancerId('b1'),
    region: 'here',
    dialect: LINK_DIALECTS.seed,
    auth: new LinkAuth({ auth: 'static', secrets: [SECRET] }),
    clock: realClock,
    timers: realTimers,
    random: Math.random,
    openSocket: openLinkSocket,
    log: createLogger('balancer', 'silent'),
    traffic: new Traffic(),
    up: (_, { id }) => void this.news.push(`up ${id}`),
    down: (_, id) => void this.news.push(`down ${id}`),
    listed: (id) => void this.news.push(`listed ${id}`),
    unlisted: (id) => void this.news.push(`unlisted ${id}`),
    frame: () => undefined,
    queueBytesMax: () => LIMITS.linkQueueHighBytes,
    relieved: () => undefined,
  });

  use(listed: readonly { address: LinkAddress }[], missing: readonly { address: LinkAddress }[] = []): void {
    const [now, before] = [listed, missing].map((list) => list.map(({ address }) => address));
    this.links.setAddresses(now ?? [], before);
  }

  async hears(...news: string[]): Promise<void> {
    await until(`there is news: ${news.join()}`, () => this.news.length >= news.length);
    expect(this.news).toEqual(news);
    this.news.length = 0;
  }

  [Symbol.dispose](): void {
    this.links.stop();
  }
}

const monolith = (id: string) => new SeedMonolith({ token: SECRET, init: { id } });

describe('links and the lists of discovery', () => {
  it('[BAL-1] an address that is removed keeps its link until it is told to end', async () => {
    await using a = monolith('a');
    await using b = monolith('b');
    using world = new World();
    world.use([a]);
    await world.hears('up a');
    world.use([b]);
    await world.hears('unlisted a', 'up b');
    expect([a.connections, b.connections]).toEqual([1, 1]);
    world.links.end(monolithId('b')); // listed
    world.links.end(monolithId('a'));
    await world.hears('down a');
    await until('the link is closed', () => a.connections === 0);
    expect(a.closes).toEqual([1000]);
  });

  it('[BAL-1] an address that is only missing keeps its link, without being dialled again', async () => {
    await using a = monolith('a');
    await using b = monolith('b');
    using world = new World();
    world.use([a, b]);
    await until('both are up', () => world.news.length === 2);
    world.news.length = 0;
    world.use([b], [a]);
    world.use([b, a]);
    world.use([b], [a]);
    expect(world.news).toEqual([]);
    a.cut();
    await world.hears('down a');
    b.cut();
    await world.hears('down b', 'up b'); // redialled with the same delays that a would have had
    expect(a.connections).toBe(0);
    world.use([b, a]);
    await world.hears('up a');
  });

  it('[LNK-5] [BAL-1] an address without a link is dialled only while it is listed', async () => {
    await using a = monolith('a');
    const { address } = a;
    await a[Symbol.asyncDispose]();
    using world = new World();
    world.use([a]);
    world.use([], [a]);
    await using again = new SeedMonolith({ token: SECRET, port: address.port, init: { id: 'a' } });
    await using b = monolith('b');
    world.use([b]);
    await world.hears('up b');
    b.cut();
    await world.hears('down b', 'up b');
    expect(again.connections).toBe(0);
    world.use([b, again]);
    await world.hears('up a');
  });

  it('[BAL-1] an address that is named again in time stays', async () => {
    await using a = monolith('a');
    using world = new World();
    world.use([a]);
    await world.hears('up a');
    world.use([]);
    world.use([a]);
    world.links.end(monolithId('a'));
    await world.hears('unlisted a', 'listed a');
    expect(a.connections).toBe(1);
  });

  it('[LNK-4] says when a Monolith has read what was sent to it, at once where nobody reads', async () => {
    await using a = monolith('a');
    using world = new World();
    world.use([a]);
    await world.hears('up a');
    const link = world.links.to(monolithId('a'));
    link?.send('{"action":"last"}');
    const receivedBy = Promise.withResolvers<unknown[]>();
    link?.whenRead(() => receivedBy.resolve(a.received.map(({ json }) => json.action)));
    expect(await receivedBy.promise).toEqual(['last']);
    world.links.stop();
    const isOver = Promise.withResolvers<boolean>();
    link?.whenRead(() => isOver.resolve(true));
    expect(await isOver.promise).toBe(true);
  });

  it('[LNK-2] of two addresses of one Monolith, one is dialled, and the other when that link is down', async () => {
    await using one = monolith('m');
    await using two = monolith('m');
    using world = new World();
    world.use([one]);
    await world.hears('up m');
    world.use([one, two]);
    await until('the second is an alias', () => two.closes.length === 1);
    expect(two.received).toEqual([]); // not even hello
    expect(world.news).toEqual([]);
    await one[Symbol.asyncDispose]();
    await world.hears('down m', 'up m');
    expect(two.connections).toBe(1);
  });

  it('[LNK-2] [BAL-1] a Monolith is listed while any of its addresses is', async () => {
    await using one = monolith('m');
    await using two = monolith('m');
    using world = new World();
    world.use([one]);
    await world.hears('up m');
    world.use([one, two]);
    await until('the second is an alias', () => two.closes.length === 1);
    world.use([two]);
    world.use([], [two]);
    expect(world.news).toEqual([]);
    world.use([]);
    await world.hears('unlisted m');
    world.use([two]);
    await world.hears('listed m');
    one.cut();
    await world.hears('down m', 'up m');
    expect([one.connections, two.connections]).toEqual([0, 1]);
  });
});
