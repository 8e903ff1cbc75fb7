import type { GatedData } from '@usher/client-gate';
import type { PendingMessages } from '@usher/client-gate/pending';
import type { ServerWebSocket } from 'bun';

/** What the socket of a client that has connected without a Balancer carries. Once it is `admitted`, its visit has begun. */
export interface DirectData extends GatedData {
  /** What it says until its room lets it in, from then on `null` (CON-3). */
  pending: PendingMessages | null;
}

export type DirectSocket = ServerWebSocket<DirectData>;
