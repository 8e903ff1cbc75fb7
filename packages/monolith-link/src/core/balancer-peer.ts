import type { ClientId, RoomKey } from '@usher/protocol';
import { HeldJoins } from './held-joins.ts';
import type { LinkedClient, LinkSocket } from './link-events.ts';

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
  /** Which of its clients are in each room. */
  readonly #rooms = new Map<RoomKey, Set<ClientId>>();

  constructor(id: string, socket: LinkSocket) {
    this.id = id;
    this.socket = socket;
  }

  hasRoom(room: RoomKey): boolean {
    return this.#rooms.has(room);
  }

  clientsIn(room: RoomKey): ClientId[] {
    return [...(this.#rooms.get(room) ?? [])];
  }

  add(client: LinkedClient): void {
    this.remove(client.id);
    this.clients.set(client.id, client);
    const inRoom = this.#rooms.get(client.room) ?? new Set();
    this.#rooms.set(client.room, inRoom.add(client.id));
  }

  remove(id: ClientId): LinkedClient | null {
    const client = this.clients.get(id);
    if (client === undefined) return null;
    this.clients.delete(id);
    const inRoom = this.#rooms.get(client.room);
    inRoom?.delete(id);
    if (inRoom?.size === 0) this.#rooms.delete(client.room);
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
