import type { SiteConfigInput } from '@usher/cli/site-schema';
import { until } from '@usher/kit/testing';
import { stateOf } from './balancer-state.ts';
import { TestNetworks, type TestMachine } from './networks.ts';
import { startRole, type RoleProcess } from './role-process.ts';
import { PostgresServer } from './servers/postgres-server.ts';
import { RedisServer } from './servers/redis-server.ts';

/** One network for clients' words, one for the stores: either can be lost alone. */
const NETWORKS = ['front', 'stores'] as const;
type Network = (typeof NETWORKS)[number];
const PORTS = { port: 3000, link_port: 3002 };

/** A site on several machines: each Monolith on one of its own, the stores and a Balancer on this one. */
export interface TwoMachines extends AsyncDisposable {
  /** Of the Balancer, for clients. */
  readonly origin: string;
  /** Of this machine, as the Monoliths see it: servers that they shall reach listen there. */
  readonly hostAddress: string;
  readonly balancer: RoleProcess<'balancer'>;
  readonly redis: RedisServer;
  readonly machines: readonly [Machine, Machine];
}

/** A machine with a Monolith. */
export class Machine implements AsyncDisposable {
  readonly #machine: TestMachine;
  readonly #config: SiteConfigInput;
  #monolith: RoleProcess<'monolith'>;

  private constructor(machine: TestMachine, config: SiteConfigInput, monolith: RoleProcess<'monolith'>) {
    this.#machine = machine;
    this.#config = config;
    this.#monolith = monolith;
  }

  static async start(machine: TestMachine, config: SiteConfigInput): Promise<Machine> {
    return new Machine(machine, config, await run(machine, config));
  }

  /** The one that runs there now, or ran last. */
  get monolith(): RoleProcess<'monolith'> {
    return this.#monolith;
  }

  /** Where the Balancer finds its Monolith. */
  get address(): { host: string; port: number } {
    return { host: this.#machine.addressIn('front'), port: PORTS.link_port };
  }

  /** After its Monolith has ended. */
  async startAgain(): Promise<void> {
    await this.#monolith[Symbol.asyncDispose]();
    this.#monolith = await run(this.#machine, this.#config);
  }

  /** Nothing passes to or from a network any more, without a word. */
  cutOff(network: Network): void {
    this.#machine.unplug(network);
  }

  reconnect(network: Network): void {
    this.#machine.plug(network);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#monolith[Symbol.asyncDispose]();
  }
}

/**
 * Starts such a site, the Balancer linked to both Monoliths. Needs networks, Redis and PostgreSQL: see `mayMakeNetworks`, `requireTool`.
 * @param config what differs from the defaults of tests, for all processes
 */
export async function startTwoMachines(config: SiteConfigInput = {}): Promise<TwoMachines> {
  await using started = new AsyncDisposableStack();
  const networks = started.use(new TestNetworks(NETWORKS, 2));
  const stores = networks.addressIn('stores');
  const redis = started.use(
    await RedisServer.start(['--bind', stores, '127.0.0.1', '--protected-mode', 'no']),
  );
  const postgres = started.use(await PostgresServer.start(stores));
  const shared = {
    ...config,
    monolith: {
      ...PORTS,
      host: '0.0.0.0',
      data_dir: './data',
      live_state: `redis://${stores}:${redis.port}`,
      database: await postgres.createDatabase(),
      ...config.monolith,
    },
  };
  const start = async (index: 0 | 1) => {
    const machine = networks.machines[index];
    if (machine === undefined) throw new Error('no such machine');
    return started.use(await Machine.start(machine, shared));
  };
  const machines = [await start(0), await start(1)] as const;
  const discovery = [{ method: 'static' as const, monoliths: machines.map(({ address }) => address) }];
  const balancer = started.use(
    await startRole('balancer', { ...config, balancer: { discovery, ...config.balancer } }),
  );
  await until('both links are there', async () => (await stateOf(balancer)).monoliths.length === 2);
  const owned = started.move();
  return {
    origin: `http://127.0.0.1:${balancer.ports.port}`,
    hostAddress: networks.addressIn('front'),
    ...{ balancer, redis, machines },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const run = (machine: TestMachine, config: SiteConfigInput) =>
  startRole('monolith', config, [], machine.prefix);
