import { until } from '@usher/kit/testing';
import { stateOf } from '../../src/balancer-state.ts';
import { EpochLog } from '../../src/epoch-log.ts';
import { freePort } from '../../src/free-port.ts';
import { TcpProxy } from '../../src/tcp-proxy.ts';
import { TEST_KEYS } from '../../src/test-keys.ts';
import { Seat } from './seat.ts';
import { startStores, type StoreKind, type Stores } from './stores.ts';

const BALANCERS = 2;
const MONOLITHS = 3;
const LINKED_WITHIN_MS = 30_000;

/** Static: the epoch log listens on links without being a Balancer. */
const LINK = { auth: 'static' as const, secrets: [TEST_KEYS.link] };
/** All clients have one address; there is no other limit that they are spared. */
const LIMITS = { clients_per_ip: 20_000 };
const DRAIN_MS = 5000;

export type MonolithSeat = Seat<'monolith'>;
export type BalancerSeat = Seat<'balancer'>;

/** 2 Balancers, 3 Monoliths, their stores, and a TCP proxy in each link (CHA-1). */
export class ChaosSite implements AsyncDisposable {
  readonly stores: Stores;
  readonly monoliths: readonly MonolithSeat[];
  readonly balancers: readonly BalancerSeat[];
  readonly epochs: EpochLog;
  readonly #proxies: Links;
  readonly #owned: AsyncDisposableStack;

  private constructor(parts: Parts) {
    this.stores = parts.stores;
    this.monoliths = parts.monoliths;
    this.balancers = parts.balancers;
    this.epochs = parts.epochs;
    this.#proxies = parts.proxies;
    this.#owned = parts.owned;
  }

  static async start(store: StoreKind): Promise<ChaosSite> {
    await using started = new AsyncDisposableStack();
    const stores = started.use(await startStores(store));
    const monoliths: MonolithSeat[] = [];
    for (let number = 1; number <= MONOLITHS; number++)
      monoliths.push(started.use(await takeMonolith(number, stores)));
    const proxies = new Map<BalancerSeat, Map<MonolithSeat, TcpProxy>>();
    for (let number = 1; number <= BALANCERS; number++) {
      const links = new Map<MonolithSeat, TcpProxy>();
      for (const monolith of monoliths)
        links.set(monolith, started.use(await TcpProxy.to(monolith.process.ports.linkPort ?? 0)));
      proxies.set(started.use(await takeBalancer(number, [...links.values()])), links);
    }
    const epochs = started.use(new EpochLog(monoliths.map(({ process }) => process)));
    const balancers = [...proxies.keys()];
    const site = new ChaosSite({ stores, monoliths, balancers, epochs, proxies, owned: started.move() });
    await site.whole();
    return site;
  }

  /** The way of a link, to be cut. */
  linkBetween(balancer: BalancerSeat, monolith: MonolithSeat): TcpProxy {
    const proxy = this.#proxies.get(balancer)?.get(monolith);
    if (proxy === undefined) throw new Error('there is no such link');
    return proxy;
  }

  /** Under which id it serves now: one that has lost its session takes a new one (OWN-2). */
  idOf({ process }: MonolithSeat): string {
    return this.epochs.monolithAt(process.ports.linkPort ?? 0);
  }

  /** Waits until every Balancer has its link to every Monolith. */
  async whole(): Promise<void> {
    for (const { process } of this.balancers)
      await until(
        'all links are there',
        async () => (await stateOf(process)).monoliths.length === this.monoliths.length,
        LINKED_WITHIN_MS,
      );
    await until('the epoch log hears all', () => this.monoliths.every((each) => this.idOf(each) !== ''));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#owned.disposeAsync();
  }
}

type Links = ReadonlyMap<BalancerSeat, ReadonlyMap<MonolithSeat, TcpProxy>>;

interface Parts {
  readonly stores: Stores;
  readonly monoliths: readonly MonolithSeat[];
  readonly balancers: readonly BalancerSeat[];
  readonly epochs: EpochLog;
  readonly proxies: Links;
  readonly owned: AsyncDisposableStack;
}

export const originOf = ({ process }: BalancerSeat): string => `http://127.0.0.1:${process.ports.port}`;

function takeMonolith(number: number, { config }: Stores): Promise<MonolithSeat> {
  const port = freePort(2);
  const monolith = { ...config, port, link_port: port + 1 };
  return Seat.take('monolith', `Monolith ${number}`, { link: LINK, monolith });
}

function takeBalancer(number: number, links: readonly TcpProxy[]): Promise<BalancerSeat> {
  const port = freePort(2);
  const monoliths = links.map((proxy) => ({ host: '127.0.0.1', port: proxy.port }));
  return Seat.take('balancer', `Balancer ${number}`, {
    link: LINK,
    balancer: {
      port,
      operator_port: port + 1,
      drain: `${DRAIN_MS}ms`,
      discovery: [{ method: 'static', monoliths }],
      limits: LIMITS,
    },
  });
}
