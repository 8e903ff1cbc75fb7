import type { BalancerId } from '@usher/protocol';
import { monolithOf, takesRooms } from '../core/records.ts';
import type { Router } from '../core/router.ts';

/** What operators see of a Balancer: its Monoliths, its rooms, and how many clients are where (BAL-30). */
export function stateReport(id: BalancerId, region: string, router: Router) {
  const monoliths = [...router.monoliths.values()].map((monolith) => ({
    id: monolith.id,
    region: monolith.region,
    rooms: monolith.rooms.size,
    clients: monolith.clients.size,
    draining: !takesRooms(monolith),
  }));
  const rooms = [...router.rooms.values()].map((room) => ({
    room: room.key,
    state: room.mapping.state,
    monolith: monolithOf(room)?.id ?? null,
    epoch: 'epoch' in room.mapping ? room.mapping.epoch : null,
    clients: room.clients.size,
  }));
  return { id, region, clients: router.clients.size, monoliths, rooms };
}
