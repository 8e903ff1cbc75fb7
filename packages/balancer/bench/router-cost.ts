import { argv, cpuUsage } from 'node:process';
import { clientId, monolithId, roomKey, type ClientId, type RoomKey } from '@usher/protocol';
import type { RouterInput } from '../src/core/router-io.ts';
import { Router } from '../src/core/router.ts';

/**
 * What the routing core takes for a join, a leave and an unload among so many rooms, in microseconds of CPU as JSON:
 * `bun router-cost.ts <rooms> [rooms of another core in this process]`. Always the same number of each is done, on 100
 * rooms spread over all of them, so that only the size of the tables differs (PRF-3); with as many rooms in both cores
 * together, the size of the heap does not differ either.
 */
const ROOMS = Number(argv[2] ?? 1000);
const BESIDE = Number(argv[3] ?? 0);
const PARTS = 100;
const TOUCHED = 100;
const TIMES = 2000;
/** Of all the rooms that are touched, in each part. */
const UNLOADS = 10;
const WARM_UPS = 20;
const EPOCH = 1_763_841_600;

const at = monolithId('m');
const { core: router, rooms } = coreWith(ROOMS);
const { core: beside } = coreWith(BESIDE);
const apply = (input: RouterInput) => router.apply(input, 0);
const touched = Array.from(
  { length: TOUCHED },
  (_, n) => rooms[Math.floor((n * ROOMS) / TOUCHED)] as RoomKey,
);
const spent = { join: 0, leave: 0, unload: 0 };

for (let round = 0; round < WARM_UPS + PARTS; round++) {
  const chosen = Array.from({ length: TIMES }, (_, n) => ({
    id: clientId(`client-${round}-${n}`),
    room: touched[n % TOUCHED] as RoomKey,
  }));
  const costs = {
    join: timed(() => chosen.forEach(join)) / TIMES,
    leave: timed(() => chosen.forEach(({ id }) => apply({ kind: 'client-gone', id }))) / TIMES,
    unload: unloads() / (UNLOADS * TOUCHED),
  };
  if (round < WARM_UPS) continue;
  for (const what of ['join', 'leave', 'unload'] as const) spent[what] += costs[what] / PARTS;
}
if (beside.rooms.size !== BESIDE) throw new Error('the other core has not kept its rooms');
console.log(JSON.stringify(spent));

function coreWith(count: number): { core: Router; rooms: readonly RoomKey[] } {
  const core = new Router({
    region: 'r',
    placement: 'rendezvous',
    authTimeoutMs: 10_000,
    parkTimeoutMs: 30_000,
    joinsInFlightMax: 500,
    random: Math.random,
  });
  const abilities = { answersJoins: true, reportsRooms: true, understandsControl: true };
  core.apply({ kind: 'monolith-up', info: { id: at, region: 'r', ...abilities } }, 0);
  const rooms = Array.from({ length: count }, (_, n) => roomKey(`room-${n}`) as RoomKey);
  for (const room of rooms) core.apply(loaded(room), 0);
  return { core, rooms };
}

function loaded(room: RoomKey): RouterInput {
  const control = {
    action: 'loaded',
    room,
    epoch: EPOCH,
    metadata: { name: room, visibility: 'public' },
  } as const;
  return { kind: 'control', from: at, control };
}

/** All that are touched, again and again; that they are loaded in between does not count. */
function unloads(): number {
  let sum = 0;
  for (let time = 0; time < UNLOADS; time++) {
    sum += timed(() => touched.forEach(unload));
    for (const room of touched) apply(loaded(room));
  }
  return sum;
}

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
