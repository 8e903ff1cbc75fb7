import { Liveness, TokenBucket, type Clock } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { CloseCode, LIMITS, type ClientId, type RoomKey } from '@usher/protocol';
import type { BalancerConfig } from '../config.ts';
import type { RouterInput } from '../core/router-io.ts';
import { addressBlock } from './client-address.ts';
import type { ClientData, ClientSocket } from './client-socket.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { Link } from './link.ts';
import type { LinkPressure } from './link-pressure.ts';
import type { Pauses } from './pauses.ts';
import type { SlowConsumers } from './slow-consumers.ts';
import type { Traffic } from './traffic.ts';

export interface ClientSocketsContext {
  readonly apply: (input: RouterInput) => void;
  readonly limits: () => BalancerConfig['limits'];
  readonly connections: ConnectionLimits;
  readonly pauses: Pauses;
  readonly linkPressure: LinkPressure;
  readonly slowConsumers: SlowConsumers;
  /** What was kept of a client that is closed is not wanted any more. */
  readonly forget: (ws: ClientSocket) => void;
  readonly clock: Clock;
  readonly log: Logger;
  readonly traffic: Traffic;
}

/** The clients' sockets, from the upgrade to their ends (spec 2.1). */
export class ClientSockets {
  readonly #sockets = new Map<ClientId, ClientSocket>();
  readonly #closing = new Set<ClientSocket>();
  readonly #context: ClientSocketsContext;

  constructor(context: ClientSocketsContext) {
    this.#context = context;
  }

  get(id: ClientId): ClientSocket | undefined {
    return this.#sockets.get(id);
  }

  newData(id: ClientId, room: RoomKey | null, ip: string): ClientData {
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
      envelope: null,
      link: null,
      pauses: 0,
      throttle: null,
      slowSince: null,
      closeBy: Infinity,
    };
  }

  opened(ws: ClientSocket): void {
    const { id, room, ip } = ws.data;
    this.#sockets.set(id, ws);
    this.#context.connections.opened(addressBlock(ip));
    if (room === null) return this.end(ws, CloseCode.InvalidRoom, 'not the address of a room'); // CON-1
    this.#context.apply({ kind: 'client-opened', id, room });
  }

  /** Where the client's messages go from now on: to a link, or while it waits, to the router. */
  route(ws: ClientSocket, link: Link | null): void {
    const { data } = ws;
    if (data.link !== null) this.#context.linkPressure.forget(ws, data.link);
    data.link = link;
  }

  /** @param code and `reason`: as the runtime has them, which closes for protocol errors by itself (CON-7) */
  closed(ws: ClientSocket, code: number, reason: string): void {
    const { data } = ws;
    const { apply, connections, slowConsumers, traffic } = this.#context;
    const wasOurs = data.phase === 'closing';
    if (!wasOurs && reason.startsWith('Received ')) traffic.closed(codeOfRuntime(reason));
    if (!wasOurs && code === 1006 && reason === '') slowConsumers.lost(ws);
    this.#letGo(ws);
    apply({ kind: 'client-gone', id: data.id }); // its Leave needs what the socket carries
    connections.closed(addressBlock(data.ip));
    this.#sockets.delete(data.id);
    this.#closing.delete(ws);
  }

  /** The client's own mistake (CON-7): it is let go first, so that its Leave does not wait for its socket. */
  dismiss(ws: ClientSocket, code: number, reason: string): void {
    this.#context.apply({ kind: 'client-gone', id: ws.data.id });
    this.end(ws, code, reason);
  }

  /** Closes a socket that the router has let go: what was sent before is delivered first (LNK-34). */
  end(ws: ClientSocket, code: number, reason: string): void {
    const { data } = ws;
    if (data.phase === 'closing') return;
    const { clock, log, traffic } = this.#context;
    this.#letGo(ws);
    data.closeBy = clock.now() + LIMITS.closeGraceMs;
    this.#closing.add(ws);
    traffic.closed(code);
    log.debug({ client: data.id, room: data.room, code, reason }, 'closing a client');
    ws.close(code, reason);
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

  #terminateSilent(ws: ClientSocket): void {
    const { id, room, ip } = ws.data;
    this.#context.traffic.silentClients++;
    this.#context.log.debug({ client: id, room, address: ip }, 'a client has been silent for too long');
    ws.terminate();
  }

  /** Nothing of it is read or kept any more; its socket is, so that it can hear the end. */
  #letGo(ws: ClientSocket): void {
    const { pauses, forget } = this.#context;
    ws.data.phase = 'closing';
    this.route(ws, null);
    forget(ws);
    pauses.endAll(ws);
  }
}

/** What the runtime closes with is told by its reason alone. */
function codeOfRuntime(reason: string): number {
  if (reason === 'Received too big message') return CloseCode.MessageTooBig;
  return reason === 'Received invalid UTF-8' ? CloseCode.InvalidPayload : CloseCode.ProtocolError;
}
