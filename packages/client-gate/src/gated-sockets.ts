import { Liveness, TokenBucket, type Clock } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { CloseCode, LIMITS, truncateUtf8, type ClientId, type RoomKey } from '@usher/protocol';
import { addressBlock } from './client-address.ts';
import type { ClientLimits } from './client-limits.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { GateCounts } from './gate-counts.ts';
import type { GatedData, GatedSocket } from './gated-socket.ts';
import type { MessageRate } from './message-rate.ts';
import type { Pauses } from './pauses.ts';
import type { SlowConsumers } from './slow-consumers.ts';

export interface GatedSocketsContext<Socket extends GatedSocket> {
  readonly limits: () => ClientLimits;
  readonly connections: ConnectionLimits;
  readonly pauses: Pauses;
  readonly rate: MessageRate<Socket>;
  readonly slowConsumers: SlowConsumers;
  /** Nothing that it sends is handled from now on: it is closing, or has ended. */
  readonly letGo: (ws: Socket) => void;
  /** It has ended, and is still known. */
  readonly gone: (ws: Socket) => void;
  readonly clock: Clock;
  readonly log: Logger;
  readonly counts: GateCounts;
}

/** Clients' sockets, from the upgrade to their ends (spec 2.1). */
export class GatedSockets<Socket extends GatedSocket> {
  readonly #sockets = new Map<ClientId, Socket>();
  readonly #closing = new Set<Socket>();
  readonly #context: GatedSocketsContext<Socket>;

  constructor(context: GatedSocketsContext<Socket>) {
    this.#context = context;
  }

  get(id: ClientId): Socket | undefined {
    return this.#sockets.get(id);
  }

  all(): Iterable<Socket> {
    return this.#sockets.values();
  }

  newData(id: ClientId, room: RoomKey | null, ip: string): GatedData {
    const { clock, limits } = this.#context;
    const now = clock.now();
    const { client_ping: pingAfterMs, client_silence: deadAfterMs, ...rest } = limits();
    return {
      id,
      room,
      ip,
      liveness: new Liveness({ pingAfterMs, deadAfterMs, now }),
      rate: new TokenBucket({ perSecond: rest.messages_per_second, burst: rest.messages_burst }, now),
      phase: 'authenticating',
      pauses: 0,
      throttle: null,
      slowSince: null,
      closeBy: Infinity,
    };
  }

  /** @returns whether it may stay: not on a path that names no room (CON-1) */
  opened(ws: Socket): boolean {
    const { id, room, ip } = ws.data;
    this.#sockets.set(id, ws);
    this.#context.connections.opened(addressBlock(ip));
    if (room === null) this.end(ws, CloseCode.InvalidRoom, 'not the address of a room');
    return room !== null;
  }

  /** @param code and `reason`: as the runtime has them, which closes for protocol errors by itself (CON-7) */
  closed(ws: Socket, code: number, reason: string): void {
    const { data } = ws;
    const { gone, connections, slowConsumers, counts } = this.#context;
    const wasOurs = data.phase === 'closing';
    if (!wasOurs && reason.startsWith('Received ')) counts.closed(codeOfRuntime(reason));
    if (!wasOurs && code === 1006 && reason === '') slowConsumers.lost(ws);
    this.#letGo(ws);
    gone(ws); // its Leave needs what the socket carries
    connections.closed(addressBlock(data.ip));
    this.#sockets.delete(data.id);
    this.#closing.delete(ws);
  }

  /** What was sent before is delivered first; what the client says from now on is not heard (LNK-34). */
  end(ws: Socket, code: number, reason: string): void {
    const { data } = ws;
    if (data.phase === 'closing') return;
    const { clock, log, counts } = this.#context;
    this.#letGo(ws);
    data.closeBy = clock.now() + LIMITS.closeGraceMs;
    this.#closing.add(ws);
    counts.closed(code);
    log.debug({ client: data.id, room: data.room, code, reason }, 'closing a client');
    ws.close(code, truncateUtf8(reason, LIMITS.closeReasonBytesMax));
  }

  /** Once a second over all: pings the quiet, ends the silent, the slow and those that do not answer a close (CON-6, LNK-34, LNK-51). */
  sweep(now: number): void {
    for (const ws of this.#closing) if (now >= ws.data.closeBy) ws.terminate();
    for (const ws of this.#sockets.values()) {
      const verdict = ws.data.liveness.check(now);
      if (verdict === 'ping') ws.ping();
      if (verdict === 'dead') this.#terminateSilent(ws);
    }
    this.#context.slowConsumers.sweep(this.#sockets.values(), now);
  }

  #terminateSilent(ws: Socket): void {
    const { id, room, ip } = ws.data;
    this.#context.counts.silentClients++;
    this.#context.log.debug({ client: id, room, address: ip }, 'a client has been silent for too long');
    ws.terminate();
  }

  /** Nothing of it is read or kept any more; its socket is, so that it can hear the end. */
  #letGo(ws: Socket): void {
    const { pauses, rate, letGo } = this.#context;
    ws.data.phase = 'closing';
    letGo(ws);
    rate.forget(ws);
    pauses.endAll(ws);
  }
}

/** What the runtime closes with is told by its reason alone. */
function codeOfRuntime(reason: string): number {
  if (reason === 'Received too big message') return CloseCode.MessageTooBig;
  return reason === 'Received invalid UTF-8' ? CloseCode.InvalidPayload : CloseCode.ProtocolError;
}
