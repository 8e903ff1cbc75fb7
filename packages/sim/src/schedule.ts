import type { Chance } from './chance.ts';
import type { Fault } from './faults/fault.ts';
import { FAULTS, type FaultName } from './faults/faults.ts';
import { STORE_FAULTS } from './faults/store-faults.ts';
import { LINK_QUEUES_BYTES } from './settings.ts';
import type { World } from './world.ts';

/** What a seed has happen: how large the site is, for how long things go wrong, and which kinds of things. */
export interface Schedule {
  readonly balancers: number;
  readonly monoliths: number;
  readonly temporaryRooms: number;
  readonly permanentRooms: number;
  readonly persons: number;
  readonly chaosMs: number;
  /** On average. */
  readonly faultEveryMs: number;
  readonly faults: readonly FaultName[];
  /** Of each Balancer to each Monolith (LNK-50). */
  readonly linkQueueBytes: number;
}

/** What goes wrong with the store, and what has Monoliths write to it just then: rare together when all can happen. */
const AROUND_STORES: readonly FaultName[] = [
  ...(Object.keys(STORE_FAULTS) as (keyof typeof STORE_FAULTS)[]),
  'unload-race',
  'operator-move',
  'pause-monolith',
];

/** Each seed has a few kinds of faults: with all at once, one hides what another shows. */
export function newSchedule(chance: Chance): Schedule {
  const names = Object.keys(FAULTS) as FaultName[];
  const howMany = chance.whole(1, 6);
  const kind = chance.random();
  const isOnlyPlanned = kind < 0.2;
  const isOfStore = !isOnlyPlanned && kind < 0.35;
  const planned = names.filter((name) => FAULTS[name].spares.length > 0);
  const eligible = isOnlyPlanned ? planned : isOfStore ? AROUND_STORES : names;
  return {
    balancers: chance.whole(1, 3),
    monoliths: chance.whole(2, 4),
    temporaryRooms: chance.whole(1, 2),
    permanentRooms: chance.whole(0, 1),
    persons: chance.whole(3, 8),
    chaosMs: chance.between(8000, 35_000),
    faultEveryMs: chance.between(400, 5000),
    faults: Array.from({ length: howMany }, () => chance.of(eligible)),
    linkQueueBytes: chance.of(LINK_QUEUES_BYTES),
  };
}

/** Whether nobody loses that by any of its faults. */
export const spares = ({ faults }: Schedule, what: 'words' | 'places'): boolean =>
  faults.every((name) => FAULTS[name].spares.includes(what));

/** Has faults happen until the chaos is over, and then undoes them all. */
export function makeChaos(world: World, schedule: Schedule, chance: Chance): void {
  const running = new Set<() => void>();
  const endAt = world.timeline.now + schedule.chaosMs;
  const next = () => {
    const waitMs = -Math.log(1 - chance.random()) * schedule.faultEveryMs;
    if (world.timeline.now + waitMs > endAt) return;
    world.timeline.after(waitMs, () => {
      begin(world, FAULTS[chance.of(schedule.faults)], chance, running);
      next();
    });
  };
  next();
  world.pass(schedule.chaosMs);
  for (const end of running) end();
}

function begin(world: World, fault: Fault, chance: Chance, running: Set<() => void>): void {
  const begun = fault.begin(world, chance);
  if (begun === null) return;
  const end = () => {
    if (running.delete(end)) begun.end();
  };
  running.add(end);
  world.timeline.after(begun.forMs, end);
}
