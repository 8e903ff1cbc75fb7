import type { ClientLimits } from './client-limits.ts';

/** What the runtime's `send` and `publish` return when a socket is behind. */
export const WAITS = -1;

/** A client with so many times `client_queue` unsent is not waited for (LNK-51). */
const HARD_QUEUE_FACTOR = 4;

/** The runtime counts no further, and 0 would be for ever. */
const IDLE_SECONDS_MAX = 255;

/** How long the runtime keeps an HTTP connection on which nothing moves. What a request's body takes counts as a whole. */
export const idleSeconds = (ms: number): number =>
  Math.min(IDLE_SECONDS_MAX, Math.max(1, Math.ceil(ms / 1000)));

/** What the runtime itself does about clients' sockets; fixed while it listens. */
export function socketRules({ message, client_queue: queue }: ClientLimits) {
  return {
    perMessageDeflate: false,
    maxPayloadLength: message, // CON-5
    backpressureLimit: HARD_QUEUE_FACTOR * queue,
    closeOnBackpressureLimit: true, // LNK-51
    idleTimeout: 0, // CON-6 is ours: the runtime's timer counts outbound traffic too
    sendPings: false,
  } as const;
}
