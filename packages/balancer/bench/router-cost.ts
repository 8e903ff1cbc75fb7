import { argv, cpuUsage } from 'node:process';
import { clientId, monolithId, roomKey, type ClientId, type RoomKey } from '@usher/protocol';
import type { RouterInput } from '../src/core/router-io.ts';
import { Router } from '../src/core/router.ts';

/**
 * What the routing core takes for a join, a leave and an unload among so many rooms, in microseconds of CPU as JSON:
 * `bun router-cost.ts <rooms> [rooms of another core in this process]`. Always the same number of each is done, on 100
 * rooms spread over all of them, so that only the size of the tables differs (PRF-3); with as many rooms in both cores
 * together, the size of the heap does not differ either. `tables` is the floor of an unload: what the same keys cost
 * to take out of the three bare tables that a room is in.
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
const bare = bareTables();
const spent = { join: 0, leave: 0, unload: 0, tables: 0 };

for (let round = 0; round < WARM_UPS + PARTS; round++) {
  const chosen = Array.from({ length: TIMES }, (_, n) => ({
    id: clientId(`client-${round}-${n}`),
    room: touched[n % TOUCHED] as RoomKey,
  }));
  const costs = {
    join: timed(() => chosen.forEach(join)) / TIMES,
    leave: timed(() => chosen.forEach(({ id }) => apply({ kind: 'client-gone', id }))) / TIMES,
    unload: repeated(
      () => touched.forEach(unload),
      () => touched.forEach((room) => apply(loaded(room))),
    ),
    tables: repeated(
      () => touched.forEach((room) => bare.remove(room)),
      () => touched.forEach((room) => bare.add(room)),
    ),
  };
  if (round < WARM_UPS) continue;
  for (const what of ['join', 'leave', 'unload', 'tables'] as const) spent[what] += costs[what] / PARTS;
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
  const keys = Array.from({ length: count }, (_, n) => roomKey(`room-${n}`) as RoomKey);
  for (const room of keys) core.apply(loaded(room), 0);
  return { core, rooms: keys };
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

/** For each room that is touched, again and again; that they come back in between does not count. */
function repeated(take: () => void, putBack: () => void): number {
  let sum = 0;
  for (let time = 0; time < UNLOADS; time++) {
    sum += timed(take);
    putBack();
  }
  return sum / (UNLOADS * TOUCHED);
}

/** As many rooms by their names, listed by their names, and as a Monolith's. */
function bareTables() {
  const byName = new Map<RoomKey, object>();
  const listed = new Map<RoomKey, object>();
  const ofMonolith = new Set<object>();
  const add = (room: RoomKey) => {
    const record = { room };
    byName.set(room, record);
    listed.set(room, { room });
    ofMonolith.add(record);
  };
  rooms.forEach(add);
  return {
    add,
    remove(room: RoomKey) {
      const record = byName.get(room);
      if (record !== undefined) ofMonolith.delete(record);
      listed.delete(room);
      byName.delete(room);
    },
  };
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
