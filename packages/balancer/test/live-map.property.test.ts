import { describe, expect, it } from 'bun:test';
import { BalancerModel, readMapEvent } from '@usher/web/map-model';
import * as fc from 'fast-check';
import { balancerId } from '@usher/protocol';
import type { FollowedEvent, FullStateReport } from '@usher/protocol/operators';
import { fullStateReport } from '../src/core/state-report.ts';
import { World } from './router-world.ts';

const BALANCER = { id: balancerId('b'), region: 'here' };
const MONOLITHS = ['m1', 'm2', 'm3'];
const ROOMS = ['foo', 'bar', 'baz'];
const CLIENTS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];

const monolith = fc.constantFrom(...MONOLITHS);
const room = fc.constantFrom(...ROOMS);
const client = fc.constantFrom(...CLIENTS);
const epoch = fc.integer({ min: 1, max: 6 });
const kind = fc.constantFrom('full', 'seed', 'ott');
const unloadReason = fc.constantFrom('keepalive', 'admin', 'commanded', 'shutdown', 'moved');
const refusal = fc.constantFrom('store-unavailable', 'room-full', 'draining');

type Step = (world: World) => void;

/** A step that a counterexample shows by what it does. */
function step<T extends readonly unknown[]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  act: (world: World, ...args: T) => void,
): fc.Arbitrary<Step> {
  return fc.tuple<T[number][]>(...arbitraries).map((args) => {
    const run: Step = (world) => act(world, ...(args as unknown as T));
    return Object.assign(run, { [fc.toStringMethod]: () => `${String(act)} of ${args.join(', ')}` });
  });
}

/** All that can happen to a Balancer, in any order. */
const anything: fc.Arbitrary<Step> = fc.oneof(
  step([monolith, kind], (world, id, abilities) => {
    if (!world.router.monoliths.has(id as never)) world.up(id, { kind: abilities as 'full' });
  }),
  step([monolith], (world, id) => void world.down(id)),
  step([monolith], (world, id) => void world.unlist(id)),
  step([monolith], (world, id) => void world.list(id)),
  step([monolith], (world, id) => void world.drainMonolith(id)),
  step([monolith], (world, id) => void world.control(id, { action: 'draining' })),
  step([client, room], (world, id, name) => {
    if (!world.router.clients.has(id as never)) world.enter(id, name);
  }),
  step([client, room], (world, id, name) => {
    if (!world.router.clients.has(id as never)) world.open(id, name);
  }),
  step([client], (world, id) => void world.auth(id)),
  step([client], (world, id) => void world.answered(id)),
  step([client], (world, id) => void world.answered(id)),
  step([client], (world, id) => void world.gone(id)),
  step([client], (world, id) => void world.operatorKicks(id, 4005)),
  step([monolith, client], (world, from, id) => void world.letGo(from, id)),
  step([monolith, room, client], (world, from, name, id) => void world.kick(from, name, id, 4000)),
  step([monolith, room, epoch], (world, from, name, at) => void world.loaded(from, name, at)),
  step([monolith, room, epoch], (world, from, name, at) => void world.gossip(from, { [name]: at })),
  step([monolith], (world, from) => void world.gossip(from, {})),
  step(
    [monolith, room, unloadReason, fc.option(monolith, { nil: undefined })],
    (world, from, name, reason, to) => void world.unloaded(from, name, reason as 'moved', to),
  ),
  step([monolith, room, monolith], (world, from, name, owner) => void world.moved(from, name, owner)),
  step(
    [monolith, room, client, refusal],
    (world, from, name, id, reason) => void world.refused(from, name, id, reason as 'draining'),
  ),
  step(
    [monolith, room],
    (world, from, name) => void world.control(from, { action: 'leaving', room: name as never }),
  ),
  step([fc.integer({ min: 1, max: 400_000 })], (world, ms) => void world.wait(ms)),
);

/** What the map shows, in the words of the state. */
function described(model: BalancerModel) {
  return {
    draining: model.isDraining,
    monoliths: [...model.monoliths.values()].map(({ id, region, isDraining }) => ({
      id,
      region,
      draining: isDraining,
    })),
    rooms: [...model.rooms.values()]
      .map(({ key, monolith: at, isLoaded, clients, waiting }) => ({
        key,
        at,
        isLoaded,
        waiting,
        clients: [...clients].toSorted(([a], [b]) => a.localeCompare(b)),
      }))
      .toSorted((a, b) => a.key.localeCompare(b.key)),
  };
}

function modelOf(state: FullStateReport): BalancerModel {
  const model = new BalancerModel();
  apply(model, { kind: 'state', ...state });
  return model;
}

/** As it is on the wire. */
function apply(model: BalancerModel, event: FollowedEvent): void {
  const read = readMapEvent(JSON.stringify(event));
  if (read === null) throw new Error(`the map does not know ${JSON.stringify(event)}`);
  model.apply(read);
}

describe('what the live map knows', () => {
  it('[WEB-20] [BAL-30] is what the state says, after any sequence of events, from whatever moment on', () => {
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 60, size: 'max' }),
        fc.nat({ max: 20 }),
        fc.boolean(),
        (steps, from, drains) => {
          const world = new World({ joinsInFlightMax: 2 });
          for (const each of steps.slice(0, from)) each(world);
          const model = modelOf(fullStateReport(BALANCER, world.router));
          world.events.length = 0;
          for (const each of steps.slice(from)) {
            each(world);
            for (const event of world.events.splice(0)) apply(model, event);
            expect(described(model)).toEqual(described(modelOf(fullStateReport(BALANCER, world.router))));
          }
          if (!drains) return;
          world.drain(1000);
          world.wait(2000);
          for (const event of world.events.splice(0)) apply(model, event);
          expect(described(model)).toEqual(described(modelOf(fullStateReport(BALANCER, world.router))));
        },
      ),
      { numRuns: 300 },
    );
  });
});
