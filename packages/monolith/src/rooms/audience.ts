import type { ClientId, RoomKey, RoomMetadata, ServerMessage } from '@usher/protocol';
import type { Entrance, Guest } from '../clients/entrance.ts';
import type { RoomTraffic } from '../metrics/room-traffic.ts';

/** Who hears a room: its clients, and the entrances they came through. */
export class Audience {
  readonly #room: RoomKey;
  readonly #entrances: Iterable<Entrance>;
  readonly #traffic: RoomTraffic;
  readonly #guests = new Map<ClientId, Entrance>();

  constructor(room: RoomKey, entrances: Iterable<Entrance>, traffic: RoomTraffic) {
    this.#room = room;
    this.#entrances = entrances;
    this.#traffic = traffic;
  }

  add({ id, entrance }: Guest): void {
    this.#guests.set(id, entrance);
  }

  remove(client: ClientId): void {
    this.#guests.delete(client);
  }

  send(client: ClientId, message: ServerMessage): void {
    const text = JSON.stringify(message);
    this.#traffic.sent(message, text);
    this.#guests.get(client)?.send(client, text);
  }

  /** Encoded once for everyone (LNK-52). */
  broadcast(message: ServerMessage): void {
    const text = JSON.stringify(message);
    this.#traffic.sent(message, text);
    for (const entrance of this.#entrances) entrance.broadcast(this.#room, text);
  }

  kick(client: ClientId, code: number, reason: string): void {
    const entrance = this.#guests.get(client);
    this.#guests.delete(client);
    entrance?.kick(client, code, reason);
  }

  /** For Balancers: how the room is listed (LNK-30). */
  announce(epoch: number, metadata: RoomMetadata): void {
    for (const entrance of this.#entrances) entrance.loaded(this.#room, epoch, metadata);
  }

  /** Forgets everyone, and says who they were. */
  clear(): ClientId[] {
    const clients = [...this.#guests.keys()];
    this.#guests.clear();
    return clients;
  }
}
