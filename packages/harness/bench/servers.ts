import { until } from '@usher/kit/testing';
import type { Worker } from '../src/measuring/worker.ts';
import { startRole } from '../src/role-process.ts';
import { TEST_KEYS } from '../src/test-keys.ts';
import type { BackendCommands } from './processes/backend.ts';
import type { HttpFloorCommands } from './processes/http-floor.ts';
import type { MonolithCommands } from './processes/monolith.ts';
import type { RelayCommands } from './processes/relay.ts';
import type { Broadcast, Server, SubjectName } from './stand.ts';
import { startWorker } from './start-worker.ts';

/** The Balancer and the Monolith at its other end. */
export interface BalancerServer extends Server {
  readonly name: 'balancer';
  readonly monolith: Worker<MonolithCommands>;
}

/** Limits are out of the way: they are not what is measured. Clients answer no pings. */
const LIMITS = {
  clients_per_ip: 50_000,
  handshakes_per_second: 50_000,
  messages_per_second: 100_000,
  messages_burst: 100_000,
  client_ping: '1h',
  client_silence: '2h',
};

/** What is at the other end of a Balancer, or of what it is measured against. */
interface Behind {
  /** How many Monoliths; each has a link. */
  readonly monoliths?: number;
  /** Who answers their HTTP requests, if not they themselves. */
  readonly httpPort?: number;
}

/** A real Balancer. */
export async function startBalancer(behind: Behind = {}): Promise<BalancerServer> {
  await using started = new AsyncDisposableStack();
  const { monolith, ports } = await startMonoliths(started, behind);
  const balancer = started.use(
    await startRole('balancer', {
      link: { auth: 'static', secrets: [TEST_KEYS.link] },
      balancer: {
        discovery: [{ method: 'static', monoliths: ports.map((port) => ({ host: '127.0.0.1', port })) }],
        limits: LIMITS,
      },
    }),
  );
  await until('all links are open', async () => (await monolith.ask('links')) === ports.length);
  await until('a link is established', async () => (await readiness(balancer.ports.operatorPort)) === 200);
  await monolith.ask('gossip', { rooms: 0, prefix: '' });
  return { ...serverOf('balancer', balancer.pid, balancer.ports.port, monolith, started.move()), monolith };
}

/** The least that a relay can do: the floor. */
export const startFloor = (behind: Behind = {}) => startRelay('floor', 'bare', behind);

/** What one writes first. */
export const startNaive = (behind: Behind = {}) => startRelay('naive', 'naive', behind);

async function startRelay<Name extends 'floor' | 'naive'>(name: Name, style: string, behind: Behind) {
  await using started = new AsyncDisposableStack();
  const { monolith, ports } = await startMonoliths(started, behind);
  const relay = started.use(startWorker<RelayCommands>('relay', [style, ...ports.map(String)]));
  const port = await relay.ask('port');
  await until('all links are open', async () => (await monolith.ask('links')) === ports.length);
  return serverOf(name, relay.pid, port, monolith, started.move());
}

async function startMonoliths(started: AsyncDisposableStack, { monoliths = 1, httpPort }: Behind) {
  const args = [monoliths, ...(httpPort === undefined ? [] : [httpPort])].map(String);
  const monolith = started.use(startWorker<MonolithCommands>('monolith', args));
  return { monolith, ports: await monolith.ask('linkPorts') };
}

function serverOf<Name extends SubjectName>(
  name: Name,
  pid: number,
  port: number,
  monolith: Worker<MonolithCommands>,
  owned: AsyncDisposableStack,
) {
  return {
    name,
    pid,
    port,
    messages: () => monolith.ask('messages'),
    broadcast: (options: Broadcast) => monolith.ask('broadcast', options),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Nothing in between. */
export async function startDirect(): Promise<Server> {
  const backend = startWorker<BackendCommands>('backend');
  return {
    name: 'direct',
    pid: backend.pid,
    port: await backend.ask('port'),
    messages: () => backend.ask('messages'),
    broadcast: (options) => backend.ask('broadcast', options),
    [Symbol.asyncDispose]: () => backend[Symbol.asyncDispose](),
  };
}

/** A proxy that does nothing but pass requests on. */
export async function startHttpFloor(): Promise<Server> {
  await using started = new AsyncDisposableStack();
  const backend = started.use(await startDirect());
  const proxy = started.use(
    startWorker<HttpFloorCommands>('http-floor', [`http://127.0.0.1:${backend.port}`]),
  );
  const port = await proxy.ask('port');
  const owned = started.move();
  return {
    ...backend,
    name: 'floor',
    pid: proxy.pid,
    port,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const readiness = async (port: number) => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;
