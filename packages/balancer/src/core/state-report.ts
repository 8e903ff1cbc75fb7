import type { BalancerId, ClientId } from '@usher/protocol';
import type { FullStateReport, MonolithReport, RoomReport, StateReport } from '@usher/protocol/operators';
import { monolithOf, takesRooms, type Monolith, type Room } from './records.ts';
import type { Router } from './router.ts';

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

type FullRoomReport = FullStateReport['rooms'][number];

function fullRoomReport(room: Room): FullRoomReport {
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

function membersOf({ clients }: Room): Pick<FullRoomReport, 'served' | 'waiting'> {
  const served: ClientId[] = [];
  const waiting: ClientId[] = [];
  for (const { id, state } of clients) (state.state === 'joined' ? served : waiting).push(id);
  return { served, waiting };
}
