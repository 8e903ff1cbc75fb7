import { balancerId, clientId, monolithId, roomKey, type ClientId, type RoomKey } from '@usher/protocol';
import type { FullStateReport } from '@usher/protocol/operators';
import { BalancerModel } from '../balancer-model.ts';

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
export function stateOf(
  id: string,
  rooms: readonly RoomSpec[],
  options: KnowingOptions = {},
): FullStateReport {
  const { region = 'here', monoliths = { a: 'here', b: 'here' } } = options;
  return {
    id: balancerId(id),
    region,
    draining: false,
    clients: clientsOf(rooms),
    monoliths: Object.entries(monoliths).map(([monolith, at]) => {
      const own = rooms.filter(([, where]) => where === monolith);
      return {
        id: monolithId(monolith),
        region: at,
        rooms: own.length,
        clients: clientsOf(own),
        draining: false,
      };
    }),
    rooms: rooms.map(([room, monolith, served, waiting = 0]) => ({
      room: roomNamed(room),
      state: monolith === null ? 'unmapped' : 'reported',
      monolith: monolith === null ? null : monolithId(monolith),
      epoch: monolith === null ? null : 1,
      clients: served + waiting,
      served: people(served, `${id}-${room}`),
      waiting: people(waiting, `${id}-${room}-waiting`),
    })),
  };
}

export const roomNamed = (name: string): RoomKey => roomKey(name) as RoomKey;

const clientsOf = (rooms: readonly RoomSpec[]) =>
  rooms.reduce((sum, [, , served, waiting = 0]) => sum + served + waiting, 0);

const people = (count: number, word: string): ClientId[] =>
  Array.from({ length: count }, (_, n) => clientId(`${word}-${n}`));
