import { until } from '@usher/kit/testing';
import { freePort } from '../free-port.ts';
import { RedisServer } from './redis-server.ts';

interface BusPort {
  readonly 'cluster-port'?: string;
}

const SLOTS = 16_384;
/** Short, so that a replica takes over soon. */
const NODE_TIMEOUT_MS = 1000;

/** A real cluster of Redis servers on loopback: three that share the slots, and what replicas are added. */
export class RedisCluster implements AsyncDisposable {
  readonly masters: readonly RedisServer[];
  readonly #servers: AsyncDisposableStack;

  private constructor(masters: readonly RedisServer[], servers: AsyncDisposableStack) {
    this.masters = masters;
    this.#servers = servers;
  }

  static async start(): Promise<RedisCluster> {
    await using started = new AsyncDisposableStack();
    const masters: RedisServer[] = [];
    const perMaster = Math.ceil(SLOTS / 3);
    for (let first = 0; first < SLOTS; first += perMaster) {
      const master = started.use(await startNode());
      const last = Math.min(first + perMaster, SLOTS) - 1;
      await master.command('CLUSTER', 'ADDSLOTSRANGE', String(first), String(last));
      await introduce(master, masters[0]);
      masters.push(master);
    }
    const cluster = new RedisCluster(masters, started.move());
    await cluster.#agreed(masters);
    return cluster;
  }

  /** The address of one of its servers, by which the others are found. */
  get url(): string {
    const [first] = this.masters;
    return first?.url ?? '';
  }

  /** A server that takes over when `master` is lost; it is in step with it. */
  async addReplicaOf(master: RedisServer): Promise<RedisServer> {
    const replica = this.#servers.use(await startNode());
    await introduce(replica, master);
    await this.#agreed([replica]);
    await replica.command('CLUSTER', 'REPLICATE', String(await master.command('CLUSTER', 'MYID')));
    await until('the replica is in step', async () =>
      String(await replica.command('INFO', 'replication')).includes('master_link_status:up'),
    );
    return replica;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#servers.disposeAsync();
  }

  async #agreed(servers: readonly RedisServer[]): Promise<void> {
    for (const server of servers) {
      await until('all know all', async () =>
        String(await server.command('CLUSTER', 'INFO')).includes('cluster_state:ok'),
      );
    }
  }
}

async function startNode(): Promise<RedisServer> {
  const bus = String(freePort());
  const options = ['--cluster-enabled', 'yes', '--cluster-port', bus];
  const timeout = ['--cluster-node-timeout', String(NODE_TIMEOUT_MS)];
  return RedisServer.start([...options, ...timeout, '--repl-diskless-sync-delay', '0']);
}

async function introduce(server: RedisServer, known: RedisServer | undefined): Promise<void> {
  if (known === undefined) return;
  const { 'cluster-port': bus = '' } = (await known.command('CONFIG', 'GET', 'cluster-port')) as BusPort;
  await server.command('CLUSTER', 'MEET', '127.0.0.1', String(known.port), bus);
}
