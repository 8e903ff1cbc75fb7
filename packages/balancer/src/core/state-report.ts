import type { BalancerId, ClientId, MonolithId, RoomKey } from '@usher/protocol';
import { monolithOf, takesRooms, type Monolith, type Room } from './records.ts';
import type { Router } from './router.ts';

/** What operators see of a Balancer (BAL-30). */
export interface StateReport {
  readonly id: BalancerId;
  readonly region: string;
  /** It takes no new client, and sends away those it has (BAL-32). */
  readonly draining: boolean;
  readonly clients: number;
  readonly monoliths: readonly MonolithReport[];
  readonly rooms: readonly RoomReport[];
}

interface MonolithReport {
  readonly id: MonolithId;
  readonly region: string;
  readonly rooms: number;
  readonly clients: number;
  readonly draining: boolean;
}

interface RoomReport {
  readonly room: RoomKey;
  readonly state: Room['mapping']['state'];
  readonly monolith: MonolithId | null;
  readonly epoch: number | null;
  readonly clients: number;
}

/** With the names of the clients, whom the live map shows one by one (WEB-20). */
export interface FullStateReport extends StateReport {
  readonly rooms: readonly (RoomReport & Members)[];
}

interface Members {
  readonly served: readonly ClientId[];
  /** Those who are not joined, or parked. */
  readonly waiting: readonly ClientId[];
}

interface Balancer {
  readonly id: BalancerId;
  readonly region: string;
}

export function stateReport({ id, region }: Balancer, router: Router): StateReport {
  return { ...headOf({ id, region }, router), rooms: [...router.rooms.values()].map(roomReport) };
}

export function fullStateReport({ id, region }: Balancer, router: Router): FullStateReport {
  const rooms = Array.from(router.rooms.values(), fullRoomReport);
  return { ...headOf({ id, region }, router), rooms };
}

function fullRoomReport(room: Room): RoomReport & Members {
  return { ...roomReport(room), ...membersOf(room) };
}

function headOf({ id, region }: Balancer, router: Router): Omit<StateReport, 'rooms'> {
  const monoliths = [...router.monoliths.values()].map(monolithReport);
  return { id, region, draining: router.isDraining, clients: router.clients.size, monoliths };
}

const monolithReport = (monolith: Monolith): MonolithReport => ({
  id: monolith.id,
  region: monolith.region,
  rooms: monolith.rooms.size,
  clients: monolith.clients.size,
  draining: !takesRooms(monolith),
});

const roomReport = (room: Room): RoomReport => ({
  room: room.key,
  state: room.mapping.state,
  monolith: monolithOf(room)?.id ?? null,
  epoch: 'epoch' in room.mapping ? room.mapping.epoch : null,
  clients: room.clients.size,
});

function membersOf({ clients }: Room): Members {
  const served: ClientId[] = [];
  const waiting: ClientId[] = [];
  for (const { id, state } of clients) (state.state === 'joined' ? served : waiting).push(id);
  return { served, waiting };
}
