import type { SiteConfigInput } from '@usher/cli/site-schema';
import { until } from '@usher/kit/testing';
import { RawSocket, TestClient } from '../../src/fakes/index.ts';
import { stateOf, startRole, TEST_KEYS, type RoleProcess } from '../../src/index.ts';
import { textFrame } from '../front.ts';
import { Innocents } from './innocents.ts';
import { Trial } from './trial.ts';

/** At each place. */
const PEOPLE = 20;
/** Whom the site does not know as the attackers' neighbours: limits per address are not theirs. */
const NEWCOMERS_ADDRESS = '127.0.0.2';
export const FRONTS = ['balancer', 'monolith'] as const;

interface Address {
  readonly host: string;
  readonly port: number;
}

export type Front = (typeof FRONTS)[number];

/**
 * A site that is attacked: a Balancer and a Monolith, a room `arena` for attackers, innocent people in `calm`, at either front, and others
 * who come and go in `porch`.
 */
export interface Scene extends AsyncDisposable {
  readonly ports: Readonly<Record<Front | 'operator' | 'link', number>>;
  readonly token: string;
  /** What a client says first. */
  readonly auth: string;
  readonly balancer: RoleProcess<'balancer'>;
  readonly monolith: RoleProcess<'monolith'>;
  join(front: Front, room?: string): Promise<TestClient>;
  /** A raw WebSocket that has joined `arena`. */
  joinRaw(front: Front): Promise<RawSocket>;
  /** Makes the attack, and then demands of HOS-2 what holds after any. */
  withstands: Trial['withstands'];
}

/**
 * @param liars other addresses at which the Balancer looks for Monoliths
 * @param isExpected whether a line in a log that looks like a complaint is none
 */
export async function startScene(
  config: SiteConfigInput = {},
  liars: readonly Address[] = [],
  isExpected: (line: string) => boolean = () => false,
): Promise<Scene> {
  await using started = new AsyncDisposableStack();
  const monolith = started.use(await startRole('monolith', config));
  const genuine = { host: '127.0.0.1', port: monolith.ports.linkPort ?? 0 };
  const discovery = [{ method: 'static' as const, dialect: 'seed' as const, monoliths: [genuine, ...liars] }];
  const balancer = started.use(
    await startRole('balancer', { ...config, balancer: { discovery, ...config.balancer } }),
  );
  const ports = {
    balancer: balancer.ports.port,
    monolith: monolith.ports.httpPort,
    operator: balancer.ports.operatorPort,
    link: genuine.port,
  };
  const token = await grant(ports.monolith);
  for (const name of ['arena', 'calm', 'porch']) await loadRoom(ports.monolith, token, name);
  await until('the Balancer knows who has the rooms', async () => {
    const { rooms } = await stateOf(balancer);
    return rooms.filter((each) => each.monolith === monolith.id).length === 3;
  });
  const echo = started.use(await startControl());
  const relay = started.use(await startControl(echo.port));
  const people = (port: number) => ({
    url: `ws://127.0.0.1:${port}/api/room/calm`,
    people: PEOPLE,
    newcomers: { port, path: '/api/room/porch', from: NEWCOMERS_ADDRESS },
  });
  const innocents = started.use(
    new Innocents({
      places: {
        balancer: people(ports.balancer),
        monolith: people(ports.monolith),
        relay: { url: `ws://127.0.0.1:${relay.port}/`, people: PEOPLE, newcomers: null },
        echo: { url: `ws://127.0.0.1:${echo.port}/`, people: PEOPLE, newcomers: null },
      },
      token,
    }),
  );
  await innocents.notice(100); // until all is warm
  const trial = new Trial({
    innocents,
    isExpected,
    processes: [balancer, monolith],
    fronts: {
      balancer: { port: ports.balancer, control: 'relay' },
      monolith: { port: ports.monolith, control: 'echo' },
    },
  });
  const auth = JSON.stringify({ action: 'auth', token });
  const owned = started.move();
  return {
    ports,
    token,
    auth,
    balancer,
    monolith,
    withstands: trial.withstands.bind(trial),
    async join(front, room = 'arena') {
      const client = await TestClient.join(ports[front], room, token);
      await client.hears('that it has joined', ({ action }) => action === 'you');
      return client;
    },
    async joinRaw(front) {
      const raw = await RawSocket.upgraded(ports[front], '/api/room/arena');
      raw.write(textFrame(auth));
      await until('it has joined', () => raw.text.includes('"action":"you"'));
      return raw;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** @param behind the port of another one that it asks */
async function startControl(behind?: number): Promise<Disposable & { readonly port: number }> {
  const { promise: listening, resolve } = Promise.withResolvers<number>();
  const args = behind === undefined ? [] : [String(behind)];
  const server = Bun.spawn([process.execPath, `${import.meta.dir}/control-server.ts`, ...args], {
    ipc: resolve,
  });
  return { port: await listening, [Symbol.dispose]: () => server.kill() };
}

async function grant(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/auth/grant`);
  return ((await response.json()) as { token: string }).token;
}

/** Whoever asks for a room first makes its Monolith load it. */
async function loadRoom(port: number, token: string, name: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
  const api = `http://127.0.0.1:${port}/api/room`;
  await fetch(`${api}/create`, { method: 'POST', headers, body: JSON.stringify({ name }) });
  await fetch(`${api}/${name}`, { headers });
}

/** One of a process's metrics, by its whole name and labels; 0 when there is none. */
export async function metricOf(scene: Scene, front: Front, metric: string): Promise<number> {
  const headers = { Authorization: `Bearer ${TEST_KEYS.api}` };
  const url = `http://127.0.0.1:${scene.ports[front]}/api/status/metrics`;
  const text = await (await fetch(url, { headers })).text();
  const line = text.split('\n').find((each) => each.startsWith(`usher_${front}_${metric} `));
  return Number(line?.split(' ').at(-1) ?? 0);
}
