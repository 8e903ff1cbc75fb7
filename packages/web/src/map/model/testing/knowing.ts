import { BalancerModel } from '../balancer-model.ts';
import type { BalancerState } from '../map-event.ts';

type RoomSpec = readonly [room: string, monolith: string | null, served: number, waiting?: number];

/** A Balancer that knows these rooms; for tests. */
export function knowing(
  id: string,
  rooms: readonly RoomSpec[],
  options: { region?: string; monoliths?: Readonly<Record<string, string>> } = {},
): BalancerModel {
  const { region = 'here', monoliths = { a: 'here', b: 'here' } } = options;
  const state: BalancerState = {
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
  const model = new BalancerModel();
  model.apply({ kind: 'state', ...state });
  return model;
}

const people = (count: number, word: string) => Array.from({ length: count }, (_, n) => `${word}-${n}`);
