import type { ClientId, RoomKey } from '@usher/protocol';
import { HeldJoins } from './held-joins.ts';
import type { LinkedClient, LinkSocket } from './link-events.ts';

/** A room in which the Balancer has clients. */
interface RoomThere {
  /** As the first of them joined it. */
  readonly name: string;
  readonly clients: Set<ClientId>;
}

/** One Balancer and the clients that it has joined here. */
export class BalancerPeer {
  /** The Balancer's id; of one that never said hello, its address and port (LNK-2). */
  id: string;
  /** Frames go there; `null` while the link is lost. */
  socket: LinkSocket | null;
  /** Its `hello` has a version: it understands control messages (spec 1). */
  isFull = false;
  /** LNK-50 */
  readonly held = new HeldJoins();
  readonly clients = new Map<ClientId, LinkedClient>();
  readonly #rooms = new Map<RoomKey, RoomThere>();

  constructor(id: string, socket: LinkSocket) {
    this.id = id;
    this.socket = socket;
  }

  hasRoom(room: RoomKey): boolean {
    return this.#rooms.has(room);
  }

  /** The room in the case that the Balancer writes it (OTT-5). */
  nameOf(room: RoomKey): string {
    return this.#rooms.get(room)?.name ?? room;
  }

  clientsIn(room: RoomKey): ClientId[] {
    return [...(this.#rooms.get(room)?.clients ?? [])];
  }

  add(client: LinkedClient, roomName: string): void {
    this.remove(client.id);
    this.clients.set(client.id, client);
    const there = this.#rooms.get(client.room) ?? { name: roomName, clients: new Set() };
    there.clients.add(client.id);
    this.#rooms.set(client.room, there);
  }

  remove(id: ClientId): LinkedClient | null {
    const client = this.clients.get(id);
    if (client === undefined) return null;
    this.clients.delete(id);
    const there = this.#rooms.get(client.room);
    there?.clients.delete(id);
    if (there?.clients.size === 0) this.#rooms.delete(client.room);
    return client;
  }

  /** Takes all its clients away from it. */
  clear(): LinkedClient[] {
    const clients = [...this.clients.values()];
    this.clients.clear();
    this.#rooms.clear();
    return clients;
  }
}
