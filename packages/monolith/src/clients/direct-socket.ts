import { CloseCode, LIMITS, truncateUtf8, type ClientId, type RoomKey } from '@usher/protocol';
import type { ServerWebSocket } from 'bun';

/** The socket of a client that has connected without a Balancer. */
export type DirectSocket = ServerWebSocket<DirectSocketData>;

export interface DirectSocketData {
  /** `null`: its path names no room (CON-1). */
  readonly room: RoomKey | null;
  readonly id: ClientId;
  stage:
    | { readonly state: 'authenticating'; readonly deadline: number }
    /** Its room has not let it in yet. */
    | { readonly state: 'joining' }
    | { readonly state: 'joined' }
    | { readonly state: 'closing' };
  heardAt: number;
}

export function newSocketData(room: RoomKey | null, id: ClientId, now: number): DirectSocketData {
  return { room, id, stage: { state: 'authenticating', deadline: now + LIMITS.authTimeoutMs }, heardAt: now };
}

/** Closes after what was sent before; what the client says from now on is not heard. */
export function endSocket(ws: DirectSocket, code: number, reason: string): void {
  ws.data.stage = { state: 'closing' };
  ws.close(code, truncateUtf8(reason, LIMITS.closeReasonBytesMax));
}

/** Looks after one socket at `now`: who is silent is pinged, then cut off (CON-6); who does not say who it is, too (CON-2). */
export function checkLiveness(ws: DirectSocket, now: number): void {
  const { stage, heardAt } = ws.data;
  const silentMs = now - heardAt;
  if (silentMs >= LIMITS.clientSilenceMs) ws.terminate();
  else if (silentMs >= LIMITS.clientPingAfterMs) ws.ping();
  if (stage.state === 'authenticating' && now >= stage.deadline) {
    endSocket(ws, CloseCode.Unauthenticated, 'timed out');
  }
}
