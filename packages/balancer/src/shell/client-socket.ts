import type { GatedData } from '@usher/client-gate';
import type { ClientEnvelope } from '@usher/protocol/link';
import type { ServerWebSocket } from 'bun';
import type { Link } from './link.ts';

/** What a client's socket carries, so that a message needs no lookup. Once it is `admitted`, the router knows it. */
export interface ClientData extends GatedData {
  /** What stands around its messages, made once (LNK-20); `null` while authenticating. */
  envelope: ClientEnvelope | null;
  /** Where its messages go; `null` while it waits, and they go to the router (CON-3). */
  link: Link | null;
}

export type ClientSocket = ServerWebSocket<ClientData>;
