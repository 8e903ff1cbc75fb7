import { Chance } from './chance.ts';
import { findLeftovers } from './checkers/leftovers.ts';
import { findNoticed, findUnsettled } from './checkers/settled.ts';
import type { Violation } from './checkers/violation.ts';
import { liven, makePeople, makeRooms } from './people.ts';
import { makeChaos, newSchedule, spares, type Schedule } from './schedule.ts';
import { World } from './world.ts';

/** What came of one seed. */
export interface Outcome {
  readonly seed: number;
  /** Of all that happened: the same seed gives the same, or the simulation is not deterministic. */
  readonly hash: string;
  readonly failure: { readonly rule: string; readonly message: string; readonly report: string } | null;
}

/** When the faults are over, everyone is served again within: the waiting for a Monolith, and a client's longest pause. */
const SETTLE_MS = 120_000;
/** Rooms that were placed and never reported are forgotten last (BAL-11). */
const FORGET_MS = 330_000;
const LOOK_EVERY_MS = 1000;

/** Runs one schedule from beginning to end (SIM-1, SIM-2). */
export function runSeed(seed: number): Outcome {
  const chance = new Chance(seed);
  const schedule = newSchedule(chance.fork());
  const world = new World(seed, schedule);
  world.log.note('sim', JSON.stringify(schedule));
  live(world, schedule, chance);
  const { violation, log } = world;
  if (violation === null) return { seed, hash: log.hash, failure: null };
  const { rule, message, room } = violation;
  return { seed, hash: log.hash, failure: { rule, message, report: log.report(room) } };
}

function live(world: World, schedule: Schedule, chance: Chance): void {
  const rooms = makeRooms(world, schedule);
  for (const host of world.monolithHosts) world.startMonolith(host);
  for (const host of world.balancerHosts) world.startBalancer(host);
  makePeople(world, schedule, rooms, chance.fork());
  const [sparesWords, sparesPlaces] = [spares(schedule, 'words'), spares(schedule, 'places')];
  const quieten = liven(world, chance.fork(), { comeAndGo: !sparesWords && !sparesPlaces });
  world.pass(5000);
  makeChaos(world, schedule, chance.fork());
  quieten();
  world.log.note('sim', 'the faults are over');
  passUntil(world, SETTLE_MS, () => findUnsettled(world, { sparesWords }));
  const noticed = sparesPlaces ? findNoticed(world) : null;
  if (noticed !== null) return world.violate(noticed);
  for (const person of world.persons) person.stop();
  world.log.note('sim', 'all leave');
  passUntil(world, FORGET_MS, () => findLeftovers(world));
}

/** Lets time pass until nothing is found to be wrong any more. */
function passUntil(world: World, withinMs: number, find: () => Violation | null): void {
  const end = world.timeline.now + withinMs;
  for (;;) {
    world.pass(LOOK_EVERY_MS);
    if (world.violation !== null) return;
    const found = find();
    if (found === null) return;
    if (world.timeline.now >= end) return world.violate(found);
  }
}
