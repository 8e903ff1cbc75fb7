import type { Liveness, TokenBucket } from '@usher/kit';
import type { ClientId, RoomKey } from '@usher/protocol';
import type { ClientEnvelope } from '@usher/protocol/link';
import type { ServerWebSocket } from 'bun';
import type { Link } from './link.ts';
import type { Throttle } from './message-rate.ts';

/** What a client's socket carries, so that a message needs no lookup. */
export interface ClientData {
  readonly id: ClientId;
  readonly room: RoomKey | null;
  /** The client's address, as its Monolith is told (LNK-24). */
  readonly ip: string;
  readonly liveness: Liveness;
  /** What it may send (CON-5). */
  readonly rate: TokenBucket;
  /** `routed`: the router knows it. `closing`: nothing that comes is read any more. */
  phase: 'authenticating' | 'routed' | 'closing';
  /** What stands around its messages, made once (LNK-20); `null` while authenticating. */
  envelope: ClientEnvelope | null;
  /** Where its messages go; `null` while it waits, and they go to the router (CON-3). */
  link: Link | null;
  /** Why it is not read, one bit for each reason; 0: it is read. */
  pauses: number;
  /** Set since it was over its rate for the first time. */
  throttle: Throttle | null;
  /** Since when it has more unsent than a client should have, or `null` (LNK-51). */
  slowSince: number | null;
  /** When a closing socket is cut off (LNK-34). */
  closeBy: number;
}

export type ClientSocket = ServerWebSocket<ClientData>;
