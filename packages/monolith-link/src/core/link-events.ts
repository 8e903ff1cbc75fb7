import type { ClientId, MonolithId, RoomKey } from '@usher/protocol';
import type { LoadedRoom } from '@usher/protocol/link';

/** A client behind a Balancer, from its Join to its Leave. */
export interface LinkedClient {
  readonly id: ClientId;
  readonly room: RoomKey;
  readonly token: string;
}

/** How a client joins (LNK-24): `ip` and `region` are as its Balancer sees them and never shown to other clients. */
export interface JoinDetails {
  readonly resume: boolean;
  readonly ip: string | null;
  readonly region: string | null;
}

/** What the Monolith behind the link does about its clients. Called synchronously, in the order of the frames (LNK-4). */
export interface LinkEvents {
  /** Also called for a second Join of a joined client, which is sent full state again (LNK-26). */
  joined(client: LinkedClient, details: JoinDetails): void;
  said(client: LinkedClient, message: Readonly<Record<string, unknown>>): void;
  left(client: LinkedClient): void;
  /** Its link was lost, or its Balancer drains: it stays in the room, unheard, for so long (LNK-41). */
  suspended(client: LinkedClient, forMs: number): void;
  /** A Balancer wants the room loaded, though nobody joins it yet (OTT-2). */
  load(room: RoomKey): void;
  /** A Balancer knows a newer owner, or an operator moves or ends the room (LNK-40). `epoch` `null`: whatever it is (OTT-4). */
  unload(
    room: RoomKey,
    epoch: number | null,
    reason: 'duplicate' | 'move' | 'admin',
    to: MonolithId | null,
  ): void;
  /** All rooms that are loaded now, for gossip (LNK-31). */
  rooms(): Iterable<LoadedRoom>;
}

/** One WebSocket of a Balancer, as the core needs it. */
export interface LinkSocket {
  /** The IP address that it is dialled from. */
  readonly peerAddress: string;
  send(text: string): void;
  ping(): void;
  /** Ends with a close frame. */
  close(code: number, reason: string): void;
  /** Ends at once, without one. */
  terminate(): void;
  /** What has been sent and not been taken by the network yet. */
  unsentBytes(): number;
}

/** What went past without effect, for metrics (LNK-3, LNK-23). */
export interface LinkCounters {
  protocolErrors: number;
  /** Said by a client that has not joined, or has left: late words are normal. */
  unknownClient: number;
  replaced: number;
  /** Joins that had to wait because their Balancer was behind with reading (LNK-50). */
  delayedJoins: number;
}
