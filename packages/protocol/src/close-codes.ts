/** What a client does when its socket closes (CON-9). */
export type Reaction = 'reconnect' | 'reconnect-soon' | 'backoff' | 'new-token' | 'stop';

/** Close codes of a client's WebSocket, for both ends (CON-9). */
export const CloseCode = {
  Normal: 1000,
  GoingAway: 1001,
  ProtocolError: 1002,
  UnsupportedData: 1003,
  InvalidPayload: 1007,
  PolicyViolation: 1008,
  MessageTooBig: 1009,
  InternalError: 1011,
  BalancerRestarting: 1012,
  TryAgainLater: 1013,
  Unknown: 4000,
  InvalidRoom: 4001,
  RoomNotFound: 4002,
  RoomUnloaded: 4003,
  Unauthenticated: 4004,
  Kicked: 4005,
} as const;
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** Close codes of a link between a Balancer and a Monolith. */
export const LinkCloseCode = {
  Normal: 1000,
  ProtocolError: 1002,
  Unauthorized: 4401,
  HandshakeTimeout: 4408,
  Replaced: 4009,
} as const;

/** The table of CON-9: meaning for people, and what a client does. Documentation is generated from it. */
export const CLOSE_CODES: Readonly<Record<CloseCode, { meaning: string; reaction: Reaction }>> = {
  1000: { meaning: 'normal', reaction: 'reconnect' },
  1001: { meaning: 'server going away', reaction: 'reconnect' },
  1002: { meaning: 'protocol error', reaction: 'backoff' },
  1003: { meaning: 'binary frames are not accepted', reaction: 'backoff' },
  1007: { meaning: 'not a JSON object in UTF-8', reaction: 'backoff' },
  1008: { meaning: 'policy violation', reaction: 'backoff' },
  1009: { meaning: 'message too large', reaction: 'backoff' },
  1011: { meaning: 'internal error', reaction: 'backoff' },
  1012: { meaning: 'Balancer restarting', reaction: 'reconnect-soon' },
  1013: { meaning: 'overloaded, no Monolith, or slow consumer', reaction: 'backoff' },
  4000: { meaning: 'unknown server error', reaction: 'stop' },
  4001: { meaning: 'invalid URL or room name', reaction: 'stop' },
  4002: { meaning: 'room not found', reaction: 'stop' },
  4003: { meaning: 'room unloaded', reaction: 'stop' },
  4004: { meaning: 'missing or invalid token, or auth timeout', reaction: 'new-token' },
  4005: { meaning: 'kicked', reaction: 'stop' },
};

/** What a client does when its socket closed with `code` (CON-9): codes not in the table retry below 4000 and stop from there. */
export function reactionTo(code: number): Reaction {
  const known = CLOSE_CODES[code as CloseCode] as { reaction: Reaction } | undefined;
  return known?.reaction ?? (code < 4000 ? 'backoff' : 'stop');
}

/**
 * Delay in ms before reconnect number `attempt` (0 is the first) (CON-9). `random` is uniform in [0, 1).
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  return Math.min(30_000, (1000 + 2000 * attempt) * (0.5 + random));
}

/** A code that a Monolith's `kick` or a client's `kickme` may use on a client's socket (LNK-34). */
export function isKickCode(code: number): boolean {
  return code === 1000 || (Number.isInteger(code) && code >= 4000 && code <= 4999);
}
