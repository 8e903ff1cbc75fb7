import { beforeEach, describe, expect, it } from 'bun:test';
import { createLogger } from '@usher/kit/runtime';
import { FakeTime, until } from '@usher/kit/testing';
import { LinkAuth } from '@usher/link-auth';
import { balancerId, LIMITS, monolithId, type MonolithId } from '@usher/protocol';
import { LINK_DIALECTS } from '@usher/protocol/link';
import type { LinkSocketEvents } from './link-socket/link-socket.ts';
import { Links } from './links.ts';
import { Traffic } from './traffic.ts';

const M1 = monolithId('m1');
const INIT = JSON.stringify({ action: 'init', port: 1, token: 't', id: M1, version: 1, nonce: 'n' });

/** The Monolith's end of every socket that was opened to it: it says what the test has it say, and never closes. */
class Sockets {
  readonly opened: LinkSocketEvents[] = [];

  readonly open = (_url: string, _headers: unknown, events: LinkSocketEvents) => {
    this.opened.push(events);
    return { unsentBytes: 0, send() {}, ping() {}, close() {}, terminate() {} };
  };

  /** The newest one, as soon as there are so many. */
  async nth(count: number): Promise<LinkSocketEvents> {
    await until(`it is dialled for the time ${count}`, () => this.opened.length === count);
    return this.opened[count - 1] as LinkSocketEvents;
  }
}

describe('a link whose socket before is still closing', () => {
  let time: FakeTime;
  let sockets: Sockets;
  let links: Links;
  let up: MonolithId[];

  beforeEach(() => {
    time = new FakeTime();
    sockets = new Sockets();
    up = [];
    links = new Links({
      balancer: balancerId('b1'),
      region: 'here',
      dialect: LINK_DIALECTS.seed,
      auth: new LinkAuth({ auth: 'none', secrets: [] }),
      clock: time,
      timers: time,
      random: () => 0,
      openSocket: sockets.open,
      log: createLogger('balancer', 'silent'),
      traffic: new Traffic(),
      up: (_, { id }) => void up.push(id),
      down: (_, id) => void up.splice(up.indexOf(id), 1),
      listed: () => undefined,
      unlisted: () => undefined,
      frame: () => undefined,
      queueBytesMax: () => LIMITS.linkQueueHighBytes,
      relieved: () => undefined,
    });
  });

  async function establish(count: number): Promise<LinkSocketEvents> {
    const socket = await sockets.nth(count);
    socket.opened();
    socket.message(INIT);
    await until('the link is up', () => up.length === 1);
    return socket;
  }

  /** Of two sockets the first has been given up, and the second is the link's. */
  async function closingAndCurrent(): Promise<[LinkSocketEvents, LinkSocketEvents]> {
    links.setAddresses([{ host: 'm', port: 1 }]);
    const first = await establish(1);
    for (let errors = 0; errors < LIMITS.linkErrorsPerMinuteMax; errors++) first.message('nonsense');
    expect(up).toEqual([]);
    time.advance(LIMITS.redialMinMs);
    return [first, await establish(2)];
  }

  it.each(['ping', 'pong'] as const)('[LNK-5] takes none of its %ss for a sign of life', async (sign) => {
    const [closing] = await closingAndCurrent();
    for (let ms = 0; ms < LIMITS.linkSilenceMs; ms += 1000) {
      expect(up).toEqual([M1]);
      closing[sign]();
      time.advance(1000);
    }
    time.advance(1000);
    expect(up).toEqual([]);
  });

  it('[WEB-20] measures the way there and back by its own pongs', async () => {
    const [closing, current] = await closingAndCurrent();
    const link = links.to(M1);
    link?.look();
    time.advance(20);
    closing.pong();
    expect(link?.look().roundTripMs).toBeNull();
    time.advance(30);
    current.pong();
    expect(link?.look().roundTripMs).toBe(50);
  });
});
