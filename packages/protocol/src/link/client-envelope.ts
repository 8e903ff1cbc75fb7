import type { Origin } from './from-balancer.ts';

/** What stands around each of a client's messages on the link: made once per client, so that relaying is one concatenation (LNK-20). */
export interface ClientEnvelope {
  readonly origin: Origin;
  readonly prefix: string;
  readonly suffix: string;
}

/** A client's message in its envelope: spliced, never re-encoded. `message` has passed `checkClientMessage` (LNK-21). */
export const spliceClientMessage = ({ prefix, suffix }: ClientEnvelope, message: string): string =>
  `${prefix}${message}${suffix}`;
