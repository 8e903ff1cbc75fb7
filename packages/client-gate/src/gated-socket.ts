import type { Liveness, TokenBucket } from '@usher/kit';
import type { ClientId, RoomKey } from '@usher/protocol';
import type { ServerWebSocket } from 'bun';
import type { Throttle } from './message-rate.ts';

/** What every client's socket carries, so that its limits need no lookup. */
export interface GatedData {
  readonly id: ClientId;
  /** `null`: its path names no room (CON-1). */
  readonly room: RoomKey | null;
  /** Where the client connects from, behind trusted proxies (CON-5). */
  readonly ip: string;
  readonly liveness: Liveness;
  /** What it may send (CON-5). */
  readonly rate: TokenBucket;
  /** `admitted`: it has said who it is. `closing`: nothing that comes is read any more. */
  phase: 'authenticating' | 'admitted' | 'closing';
  /** Why it is not read, one bit for each reason; 0: it is read. */
  pauses: number;
  /** Set since it was over its rate for the first time. */
  throttle: Throttle | null;
  /** Since when it has more unsent than a client should have, or `null` (LNK-51). */
  slowSince: number | null;
  /** When a closing socket is cut off (LNK-34). */
  closeBy: number;
}

/** A client's socket; a role's own has more on it. */
export type GatedSocket = ServerWebSocket<GatedData>;
