import { BalancerModel } from '../balancer-model.ts';
import type { BalancerState } from '../map-event.ts';

type RoomSpec = readonly [room: string, monolith: string | null, served: number, waiting?: number];

interface KnowingOptions {
  readonly region?: string;
  readonly monoliths?: Readonly<Record<string, string>>;
}

/** A Balancer that knows these rooms; for tests. */
export function knowing(...told: Parameters<typeof stateOf>): BalancerModel {
  const model = new BalancerModel();
  model.apply({ kind: 'state', ...stateOf(...told) });
  return model;
}

/** What such a Balancer says. */
export function stateOf(id: string, rooms: readonly RoomSpec[], options: KnowingOptions = {}): BalancerState {
  const { region = 'here', monoliths = { a: 'here', b: 'here' } } = options;
  return {
    id,
    region,
    draining: false,
    monoliths: Object.entries(monoliths).map(([monolith, at]) => ({
      id: monolith,
      region: at,
      draining: false,
    })),
    rooms: rooms.map(([room, monolith, served, waiting = 0]) => ({
      room,
      state: monolith === null ? 'unmapped' : 'reported',
      monolith,
      served: people(served, `${id}-${room}`),
      waiting: people(waiting, `${id}-${room}-waiting`),
    })),
  };
}

const people = (count: number, word: string) => Array.from({ length: count }, (_, n) => `${word}-${n}`);
