import type { SiteConfigInput } from '@usher/cli/site-schema';
import { percentile, residentBytes } from '@usher/harness/measuring';
import { until } from '@usher/kit/testing';
import { expect } from 'bun:test';
import { TestClient } from '../../src/fakes/index.ts';
import { stateOf, startRole, TEST_KEYS, type RoleProcess } from '../../src/index.ts';
import { Innocents } from './innocents.ts';

const SAMPLES = 120;
/** Below it nobody notices, whatever it was before. */
const NOTICEABLE_MS = 100;
/** Who has waited for so long will get no answer any more. */
const UNANSWERED_MS = 5000;
/** How often an attack is made anew when innocent people had to wait. */
const ATTEMPTS = 3;
const MiB = 1024 * 1024;
/** What an attack may leave behind: the runtime gives memory back late, and in large pieces. */
const LEFT_BYTES_MAX = 64 * MiB;
const FRONTS = ['balancer', 'monolith'] as const;

interface Address {
  readonly host: string;
  readonly port: number;
}

export type Front = (typeof FRONTS)[number];

/** A site that is attacked: a Balancer and a Monolith, a room `arena` for attackers, and innocent people in `calm`, at either front. */
export interface Scene extends AsyncDisposable {
  readonly ports: Readonly<Record<Front | 'operator' | 'link', number>>;
  readonly auth: string;
  readonly balancer: RoleProcess<'balancer'>;
  readonly monolith: RoleProcess<'monolith'>;
  join(front: Front, room?: string): Promise<TestClient>;
  /** Makes the attack, and then demands of HOS-2 what holds after any. */
  withstands(attack: () => Promise<void>): Promise<void>;
}

/** @param liars other addresses at which the Balancer looks for Monoliths */
export async function startScene(
  config: SiteConfigInput = {},
  liars: readonly Address[] = [],
): Promise<Scene> {
  await using started = new AsyncDisposableStack();
  const monolith = started.use(await startRole('monolith', config));
  const genuine = { host: '127.0.0.1', port: monolith.ports.linkPort ?? 0 };
  const discovery = [{ method: 'static' as const, dialect: 'seed' as const, monoliths: [genuine, ...liars] }];
  const balancer = started.use(
    await startRole('balancer', { ...config, balancer: { discovery, ...config.balancer } }),
  );
  await until('the Balancer has its Monolith', async () =>
    (await stateOf(balancer)).monoliths.some(({ id }) => id === monolith.id),
  );
  const ports = {
    balancer: balancer.ports.port,
    monolith: monolith.ports.httpPort,
    operator: balancer.ports.operatorPort,
    link: genuine.port,
  };
  const token = await grant(ports.monolith);
  for (const name of ['arena', 'calm']) await createRoom(ports.monolith, token, name);
  const urls = FRONTS.flatMap((front) =>
    Array.from({ length: 12 }, () => `ws://127.0.0.1:${ports[front]}/api/room/calm`),
  );
  const control = started.use(await startControl());
  const controlUrls = Array.from({ length: 12 }, () => `ws://127.0.0.1:${control.port}/`);
  const innocents = started.use(new Innocents({ urls, controlUrls, token }));
  await innocents.answers(SAMPLES / 2); // until all is warm
  const processes = [balancer, monolith];
  const logged = processes.map(({ logs }) => logs.length);
  const auth = JSON.stringify({ action: 'auth', token });

  /** By how much the slowest answers were slower than they may be, over 1. */
  const slowdown = async (attack: () => Promise<void>): Promise<number> => {
    const before = await innocents.answers(SAMPLES);
    await attack();
    const during = await innocents.answers(SAMPLES);
    for (const front of FRONTS) expect(await statusOf(ports[front])).toBe(200);
    expect({ closed: during.closed, strange: during.strange }).toEqual({ closed: [], strange: 0 });
    expect(during.waitingMs).toBeLessThan(UNANSWERED_MS);
    // What else the machine does, and what the attackers cost it, holds up everyone.
    const usual = Math.max(...[before.samples, before.controls, during.controls].map(p99));
    return p99(during.samples) / Math.max(2 * usual, NOTICEABLE_MS);
  };
  const withstands = async (attack: () => Promise<void>): Promise<void> => {
    const memory = processes.map(({ pid }) => residentBytes(pid));
    let slowest = await slowdown(attack);
    // By chance, what else the machine does may meet the servers alone.
    for (let n = 1; n < ATTEMPTS && slowest > 1; n++) slowest = Math.min(slowest, await slowdown(attack));
    expect(slowest).toBeLessThanOrEqual(1);
    expect(processes.flatMap(({ logs }, n) => complaintsIn(logs.slice(logged[n])))).toEqual([]);
    await until('memory returns', () =>
      processes.every(({ pid }, n) => residentBytes(pid) < (memory[n] ?? 0) + LEFT_BYTES_MAX),
    );
  };
  const owned = started.move();
  return {
    ports,
    auth,
    balancer,
    monolith,
    withstands,
    async join(front, room = 'arena') {
      const client = await TestClient.join(ports[front], room, token);
      await client.hears('that it has joined', ({ action }) => action === 'you');
      return client;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** A process that takes something for a mistake of its own says so as an error, or without any form. */
function complaintsIn(logs: string): string[] {
  const lines = logs.split('\n').filter((line) => line !== '');
  return lines.filter((line) => !/^\{"level":[1-4]0,/.test(line));
}

const p99 = (samples: readonly number[]): number => percentile(samples, 0.99);

async function startControl(): Promise<Disposable & { readonly port: number }> {
  const { promise: listening, resolve } = Promise.withResolvers<number>();
  const server = Bun.spawn([process.execPath, `${import.meta.dir}/control-server.ts`], { ipc: resolve });
  return { port: await listening, [Symbol.dispose]: () => server.kill() };
}

async function grant(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/grant`);
  return ((await response.json()) as { token: string }).token;
}

async function createRoom(port: number, token: string, name: string): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/api/room/create`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ name }),
  });
}

const statusOf = async (port: number) => (await fetch(`http://127.0.0.1:${port}/api/status`)).status;

/** One of a process's metrics, by its whole name and labels; 0 when there is none. */
export async function metricOf(scene: Scene, front: Front, metric: string): Promise<number> {
  const headers = { Authorization: `Bearer ${TEST_KEYS.api}` };
  const url = `http://127.0.0.1:${scene.ports[front]}/api/status/metrics`;
  const text = await (await fetch(url, { headers })).text();
  const line = text.split('\n').find((each) => each.startsWith(`usher_${front}_${metric} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}
