import { until } from '@usher/kit/testing';
import type { Worker } from '../src/measuring/worker.ts';
import { startRole } from '../src/role-process.ts';
import { TEST_KEYS } from '../src/test-keys.ts';
import type { BackendCommands } from './processes/backend.ts';
import type { HttpFloorCommands } from './processes/http-floor.ts';
import type { MonolithCommands } from './processes/monolith.ts';
import type { RelayCommands } from './processes/relay.ts';
import type { Server } from './stand.ts';
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

/** A real Balancer. */
export async function startBalancer(): Promise<BalancerServer> {
  await using started = new AsyncDisposableStack();
  const monolith = started.use(startWorker<MonolithCommands>('monolith'));
  const { link } = await monolith.ask('ports');
  const balancer = started.use(
    await startRole('balancer', {
      link: { auth: 'static', secrets: [TEST_KEYS.link] },
      balancer: {
        discovery: [{ method: 'static', monoliths: [{ host: '127.0.0.1', port: link }] }],
        limits: LIMITS,
      },
    }),
  );
  await until('the link is established', async () => (await readiness(balancer.ports.operatorPort)) === 200);
  await monolith.ask('gossip', { rooms: 0, prefix: '' });
  const owned = started.move();
  return {
    name: 'balancer',
    pid: balancer.pid,
    port: balancer.ports.port,
    monolith,
    messages: () => monolith.ask('messages'),
    broadcast: (options) => monolith.ask('broadcast', options),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The least that a relay can do: the floor. */
export const startFloor = () => startRelay('floor', 'bare');

/** What one writes first. */
export const startNaive = () => startRelay('naive', 'naive');

async function startRelay(name: 'floor' | 'naive', style: string): Promise<Server> {
  await using started = new AsyncDisposableStack();
  const monolith = started.use(startWorker<MonolithCommands>('monolith'));
  const { link } = await monolith.ask('ports');
  const relay = started.use(startWorker<RelayCommands>('relay', [style, String(link)]));
  const port = await relay.ask('port');
  await until('the link is open', async () => (await monolith.ask('links')) === 1);
  const owned = started.move();
  return {
    name,
    pid: relay.pid,
    port,
    messages: () => monolith.ask('messages'),
    broadcast: (options) => monolith.ask('broadcast', options),
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
