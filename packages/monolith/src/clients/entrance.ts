import type { ClientId, MonolithId, RoomKey, RoomMetadata } from '@usher/protocol';

/**
 * One way by which clients reach their rooms: through Balancers (`MonolithLink` is one) or directly. Rooms do not know which.
 * Messages are JSON text. After `kick`, `moved` and `refused` the entrance forgets the client, and after `unloaded` all of the room's.
 */
export interface Entrance {
  send(client: ClientId, message: string): void;
  broadcast(room: RoomKey, message: string): void;
  /** Closes that client's socket, after what was sent to it before. */
  kick(client: ClientId, code: number, reason: string): void;
  /** Answers a Join: another Monolith has the room, at least for `retryMs`. */
  moved(client: ClientId, owner: MonolithId, retryMs: number): void;
  /** Answers a Join that cannot be taken now. */
  refused(client: ClientId, reason: Refusal, retryMs: number): void;
  /** The room is about to move. Resolves when what its clients have said until now has been handled, or cannot be waited for (LNK-37). */
  leaving(room: RoomKey): Promise<void>;
  /** No new rooms shall come here (LNK-36). */
  draining(): void;
  loaded(room: RoomKey, epoch: number, metadata: RoomMetadata): void;
  unloaded(room: RoomKey, epoch: number, reason: UnloadReason, to?: MonolithId): void;
}

export type Refusal = 'store-unavailable' | 'room-full' | 'draining' | 'overloaded';
export type UnloadReason = 'keepalive' | 'admin' | 'commanded' | 'shutdown' | 'moved';

/** A client at an entrance, from its Join to its Leave. */
export interface Guest {
  readonly id: ClientId;
  readonly room: RoomKey;
  readonly token: string;
  /** Where it connects from, as far as anyone knows; never shown to other clients (LNK-24). */
  readonly address?: string;
  readonly entrance: Entrance;
}
