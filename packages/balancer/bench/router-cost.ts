import { argv, cpuUsage } from 'node:process';
import { clientId, monolithId, roomKey, type ClientId, type RoomKey } from '@usher/protocol';
import type { RouterInput } from '../src/core/router-io.ts';
import { Router } from '../src/core/router.ts';

/**
 * What the routing core takes for a join, a leave and an unload among so many rooms, in microseconds of CPU as JSON:
 * `bun router-cost.ts <rooms>`. Always the same number of each is done, on 100 rooms spread over all of them, so
 * that only the size of the tables differs (PRF-3).
 */
const ROOMS = Number(argv[2] ?? 1000);
const PARTS = 100;
const TOUCHED = 100;
const TIMES = 2000;
const WARM_UPS = 20;
const EPOCH = 1_763_841_600;

const router = new Router({
  region: 'r',
  placement: 'rendezvous',
  authTimeoutMs: 10_000,
  parkTimeoutMs: 30_000,
  joinsInFlightMax: 500,
  random: Math.random,
});
const at = monolithId('m');
const apply = (input: RouterInput) => router.apply(input, 0);
const rooms = Array.from({ length: ROOMS }, (_, n) => roomKey(`room-${n}`) as RoomKey);
const loaded = (room: RoomKey) =>
  apply({
    kind: 'control',
    from: at,
    control: { action: 'loaded', room, epoch: EPOCH, metadata: { name: room, visibility: 'public' } },
  });
const touched = Array.from(
  { length: TOUCHED },
  (_, n) => rooms[Math.floor((n * ROOMS) / TOUCHED)] as RoomKey,
);
const spent = { join: 0, leave: 0, unload: 0 };

apply({
  kind: 'monolith-up',
  info: { id: at, region: 'r', answersJoins: true, reportsRooms: true, understandsControl: true },
});
for (const room of rooms) loaded(room);

for (let round = 0; round < WARM_UPS + PARTS; round++) {
  const chosen = Array.from({ length: TIMES }, (_, n) => ({
    id: clientId(`client-${round}-${n}`),
    room: touched[n % TOUCHED] as RoomKey,
  }));
  const costs = {
    join: timed(() => chosen.forEach(join)) / TIMES,
    leave: timed(() => chosen.forEach(({ id }) => apply({ kind: 'client-gone', id }))) / TIMES,
    unload: timed(() => touched.forEach(unload)) / TOUCHED,
  };
  for (const room of touched) loaded(room);
  if (round < WARM_UPS) continue;
  for (const what of ['join', 'leave', 'unload'] as const) spent[what] += costs[what] / PARTS;
}
console.log(JSON.stringify(spent));

function join({ id, room }: { id: ClientId; room: RoomKey }): void {
  apply({ kind: 'client-opened', id, room });
  apply({ kind: 'client-authenticated', id });
  apply({ kind: 'answered', id });
}

function unload(room: RoomKey): void {
  apply({
    kind: 'control',
    from: at,
    control: { action: 'unloaded', room, epoch: EPOCH, reason: 'keepalive' },
  });
}

function timed(work: () => void): number {
  const before = cpuUsage().user;
  work();
  return cpuUsage().user - before;
}
