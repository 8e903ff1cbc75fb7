import type { ClientId, RoomKey } from '@usher/protocol';
import type { LinkedClient, LinkSocket } from './link-events.ts';

/** One Balancer and the clients that it has joined here. */
export class BalancerPeer {
  /** The Balancer's id; of one that never said hello, its address and port (LNK-2). */
  id: string;
  /** Frames go there; `null` while the link is lost. */
  socket: LinkSocket | null;
  readonly clients = new Map<ClientId, LinkedClient>();
  /** How many of its clients are in each room. */
  readonly #rooms = new Map<RoomKey, number>();

  constructor(id: string, socket: LinkSocket) {
    this.id = id;
    this.socket = socket;
  }

  hasRoom(room: RoomKey): boolean {
    return this.#rooms.has(room);
  }

  add(client: LinkedClient): void {
    this.remove(client.id);
    this.clients.set(client.id, client);
    this.#rooms.set(client.room, (this.#rooms.get(client.room) ?? 0) + 1);
  }

  remove(id: ClientId): LinkedClient | null {
    const client = this.clients.get(id);
    if (client === undefined) return null;
    this.clients.delete(id);
    const others = (this.#rooms.get(client.room) ?? 1) - 1;
    if (others === 0) this.#rooms.delete(client.room);
    else this.#rooms.set(client.room, others);
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
