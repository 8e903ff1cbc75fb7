import { describe, expect, it } from 'bun:test';
import { SeedMonolith } from '@usher/harness/fakes';
import { createLogger, realClock, realTimers } from '@usher/kit/runtime';
import { FakeTime, until } from '@usher/kit/testing';
import { LinkAuth, type LinkConfig } from '@usher/link-auth';
import { MonolithLink } from '@usher/monolith-link';
import { LIMITS, balancerId, monolithId } from '@usher/protocol';
import { LINK_DIALECTS, type DialectName } from '@usher/protocol/link';
import { openLinkSocket } from '../src/shell/link-socket/open-link-socket.ts';
import { Links } from '../src/shell/links.ts';
import { Traffic } from '../src/shell/traffic.ts';
import { SECRET } from './start.ts';

/** The links of one Balancer, on a clock that only the test moves. */
class TestLinks implements Disposable {
  readonly time = new FakeTime();
  readonly traffic = new Traffic();
  readonly news: string[] = [];
  readonly #links: Links;

  constructor(
    auth: LinkConfig,
    addresses: Parameters<Links['setAddresses']>[0],
    dialect: DialectName = 'seed',
  ) {
    this.#links = new Links({
      balancer: balancerId('b1'),
      region: 'here',
      dialect: LINK_DIALECTS[dialect],
      auth: new LinkAuth(auth),
      clock: this.time,
      timers: this.time,
      random: Math.random,
      openSocket: openLinkSocket,
      log: createLogger('balancer', 'silent'),
      traffic: this.traffic,
      up: (_, { id }) => void this.news.push(`up ${id}`),
      down: (_, id) => void this.news.push(`down ${id}`),
      listed: (id) => void this.news.push(`listed ${id}`),
      unlisted: (id) => void this.news.push(`unlisted ${id}`),
      frame: (_, from, { kind }) => void this.news.push(`${kind} from ${from}`),
      queueBytesMax: () => LIMITS.linkQueueHighBytes,
      relieved: () => undefined,
    });
    this.#links.setAddresses(addresses);
  }

  async hears(news: string): Promise<void> {
    await until(`there is news: ${news}`, () => this.news.includes(news));
  }

  [Symbol.dispose](): void {
    this.#links.stop();
  }
}

const STATIC: LinkConfig = { auth: 'static', secrets: [SECRET] };
const SIGNED: LinkConfig = { auth: 'signed', secrets: [SECRET] };
const full = (id: string) => ({ token: SECRET, init: { id, version: 1, nonce: 'n', region: 'there' } });

describe('a link, as the Balancer sees it', () => {
  it('[LNK-14] [LNK-15] says hello after init, and only to a full Monolith', async () => {
    await using one = new SeedMonolith(full('m1'));
    await using seed = new SeedMonolith({ token: SECRET });
    using links = new TestLinks(STATIC, [one.address, seed.address]);
    await links.hears('up m1');
    await links.hears(`up 127.0.0.1:${seed.address.port}`); // LNK-11: its name, when it says none
    await until('hello arrives', () => one.received.length > 0);
    expect(one.received[0]?.json).toEqual({ action: 'hello', id: 'b1', region: 'here', version: 1 } as never);
    expect(seed.received).toEqual([]);
  });

  it('[LNK-5] pings after 5 s of silence, gives up after 15 s, and dials again', async () => {
    await using monolith = new SeedMonolith(full('m1'));
    using links = new TestLinks(STATIC, [monolith.address]);
    await links.hears('up m1');
    links.time.advance(14_999);
    expect(links.news).toEqual(['up m1']);
    links.time.advance(1001); // nothing was heard meanwhile: the runtime had no chance to
    expect(links.news).toEqual(['up m1', 'down m1']);
    links.time.advance(5_000);
    await until('it is up again', () => links.news.length === 3);
    for (let seconds = 0; seconds < 60; seconds += 5) {
      const heard = monolith.pings;
      links.time.advance(5_000);
      await until('it was pinged', () => monolith.pings > heard);
      const before = links.news.length;
      monolith.send('{"action":"from-the-future"}'); // arrives behind the pong
      await until('the pong has arrived', () => links.news.length > before);
    }
    expect(links.news.filter((news) => news.startsWith('down'))).toEqual(['down m1']);
  });

  it.each([
    ['LNK-14', 'seed', 10_000],
    ['OTT-1', 'ott', 20_000],
  ] as const)(
    '[%s] in the %s dialect, hangs up on a Monolith that sends no init for %d ms, and tries again',
    async (_rule, dialect, limitMs) => {
      const opened: string[] = [];
      using mute = Bun.serve({
        hostname: '127.0.0.1',
        port: 0,
        fetch: (request, server) => (server.upgrade(request) ? undefined : new Response()),
        websocket: {
          message() {},
          open: (ws) => void ws.ping(),
          pong: () => void opened.push('open'), // on the other side, too
          close: (_, code) => void opened.push(`close ${code}`),
        },
      });
      using links = new TestLinks(STATIC, [{ host: '127.0.0.1', port: mute.port ?? 0 }], dialect);
      await until('it is dialled', () => opened.length === 1);
      links.time.advance(limitMs - 1000);
      expect(opened).toEqual(['open']);
      links.time.advance(1000);
      await until('it is hung up on', () => opened.length === 2);
      expect(opened[1]).toBe('close 4408');
      links.time.advance(5_000);
      await until('it is dialled again', () => opened.length === 3);
    },
  );

  it('[LNK-14] acts on nothing before init', async () => {
    await using eager = new SeedMonolith({
      token: SECRET,
      init: { action: 'gossip', rooms: [], message: undefined },
    });
    using links = new TestLinks(STATIC, [eager.address]);
    await until('it is connected', () => eager.connections === 1);
    eager.send('{"room":"foo","message":{}}');
    eager.send(JSON.stringify({ action: 'init', port: 1, token: SECRET, id: 'm1' }));
    await links.hears('up m1');
    expect(links.news).toEqual(['up m1']);
  });

  it('[LNK-2] a second address of one Monolith is an alias, dialled only while the other link is down', async () => {
    await using first = new SeedMonolith(full('m1'));
    using links = new TestLinks(STATIC, [first.address]);
    await links.hears('up m1');
    await using second = new SeedMonolith(full('m1'));
    using both = new TestLinks(STATIC, [first.address, second.address]);
    await both.hears('up m1');
    await until('one is let go', () => first.closes.length + second.closes.length === 1);
    const [kept, alias] = first.closes.length === 0 ? [first, second] : [second, first];
    expect(alias.received.filter(({ json }) => json.action === 'hello').length).toBe(alias === first ? 1 : 0);
    both.time.advance(10_000);
    expect(both.news).toEqual(['up m1']);
    await kept[Symbol.asyncDispose]();
    await both.hears('down m1');
    await until('the alias is dialled', () => both.news.filter((news) => news === 'up m1').length === 2);
  });

  it('[LNK-3] ten protocol errors within a minute close it with 1002', async () => {
    await using monolith = new SeedMonolith(full('m1'));
    using links = new TestLinks(STATIC, [monolith.address]);
    await links.hears('up m1');
    for (let n = 0; n < 9; n++) monolith.send('nonsense');
    await until('nine are counted', () => links.traffic.linkErrors === 9);
    monolith.send('{"action":"from-the-future"}');
    await links.hears('unknown from m1');
    monolith.send('[]');
    await links.hears('down m1');
    await until('it is closed', () => monolith.closes.length > 0);
    expect(monolith.closes).toEqual([1002]);
  });

  it('[LNK-12] [LNK-13] a Monolith whose init does not verify is closed with 4401 and tried again later', async () => {
    await using rogue = new SeedMonolith({ token: 'x'.repeat(40), init: { id: 'm1', version: 1 } });
    using links = new TestLinks(SIGNED, [rogue.address]);
    await until('it is hung up on', () => rogue.closes.length === 1);
    expect(rogue.closes).toEqual([4401]);
    expect(links.traffic.unauthorizedMonoliths).toBe(1);
    expect(rogue.received).toEqual([]);
    links.time.advance(5_000);
    await until('it is tried again', () => rogue.closes.length === 2);
  });

  it('[LNK-10] [LNK-12] [LNK-15] two genuine ends find each other; with another secret they do not', async () => {
    const monolithWith = (secret: string) =>
      new MonolithLink({
        id: monolithId('m1'),
        region: 'here',
        httpPort: 3000,
        auth: new LinkAuth({ auth: 'signed', secrets: [secret] }),
        dialect: 'seed',
        events: {
          joined() {},
          said() {},
          left() {},
          suspended() {},
          load() {},
          unload() {},
          rooms: () => [],
        },
        clock: realClock,
        timers: realTimers,
        log: createLogger('monolith', 'silent'),
      });
    const genuine = monolithWith(SECRET);
    const other = monolithWith('y'.repeat(40));
    const { port } = genuine.listen({ host: '127.0.0.1', port: 0 });
    const { port: otherPort } = other.listen({ host: '127.0.0.1', port: 0 });
    using links = new TestLinks(SIGNED, [
      { host: '127.0.0.1', port },
      { host: '127.0.0.1', port: otherPort },
    ]);
    await links.hears('up m1');
    await links.hears('control from m1'); // its gossip, which it sends after a valid hello
    expect(genuine.balancers()).toEqual([{ id: 'b1', clients: 0 }]);
    expect(other.balancers()).toEqual([]);
    await Promise.all([genuine.close(), other.close()]);
  });
});
