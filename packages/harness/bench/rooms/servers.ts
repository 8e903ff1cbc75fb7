import { SiteApi } from '@usher/client';
import { startRole } from '../../src/role-process.ts';
import { TEST_KEYS } from '../../src/test-keys.ts';
import type { RoomFloorCommands } from '../processes/room-floor.ts';
import { startWorker } from '../start-worker.ts';

/** A server of rooms, with rooms that exist and sessions that may enter them. */
export interface RoomServer extends AsyncDisposable {
  readonly name: 'monolith' | 'floor';
  readonly pid: number;
  readonly linkPort: number;
  readonly rooms: readonly string[];
  /** One for each seat of a room. */
  readonly tokens: readonly string[];
  /** How many rooms are loaded now. */
  loaded(): Promise<number>;
}

/** Empty rooms are unloaded soon, so that what is left of them can be seen. */
const UNLOAD_AFTER = '2s';
const AT_ONCE = 50;

/** A real Monolith with the embedded store. */
export async function startMonolith(
  wanted: { rooms: number; seats: number },
  media: string,
  unloadAfter = UNLOAD_AFTER,
): Promise<RoomServer> {
  await using started = new AsyncDisposableStack();
  const monolith = started.use(
    await startRole('monolith', {
      link: { auth: 'static', secrets: [TEST_KEYS.link] },
      log_level: 'warn',
      monolith: { media_allow_hosts: [new URL(media).host], unload_after: unloadAfter },
    }),
  );
  const site = `http://127.0.0.1:${monolith.ports.httpPort}`;
  const api = new SiteApi(site);
  const tokens = await Promise.all(Array.from({ length: wanted.seats }, () => api.grantToken(null)));
  const rooms: string[] = [];
  while (rooms.length < wanted.rooms) {
    const count = Math.min(AT_ONCE, wanted.rooms - rooms.length);
    const some = Array.from({ length: count }, () => api.generateRoom(tokens[0] ?? ''));
    rooms.push(...(await Promise.all(some)));
  }
  const owned = started.move();
  return {
    name: 'monolith',
    pid: monolith.pid,
    linkPort: monolith.ports.linkPort ?? 0,
    rooms,
    tokens,
    async loaded() {
      const headers = { apikey: TEST_KEYS.api };
      const text = await (await fetch(`${site}/api/status/metrics`, { headers })).text();
      const counts = text.matchAll(/^usher_monolith_rooms\{[^}]*\} (\d+)$/gm);
      return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** The least that can answer the same frames. */
export async function startFloor(wanted: { rooms: number; seats: number }): Promise<RoomServer> {
  const floor = startWorker<RoomFloorCommands>('room-floor');
  return {
    name: 'floor',
    pid: floor.pid,
    linkPort: await floor.ask('port'),
    rooms: Array.from({ length: wanted.rooms }, () => crypto.randomUUID()),
    tokens: Array.from({ length: wanted.seats }, () => 'a-token-of-some-length-as-they-are-in-real-life'),
    loaded: () => Promise.resolve(0),
    [Symbol.asyncDispose]: () => floor[Symbol.asyncDispose](),
  };
}
