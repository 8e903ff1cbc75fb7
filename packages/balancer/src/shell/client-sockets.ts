import { Liveness, unreachable, type Clock } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import {
  checkClientMessage,
  checkFirstMessage,
  CloseCode,
  LIMITS,
  type ClientId,
  type RoomKey,
} from '@usher/protocol';
import { clientEnvelopePrefix, spliceClientMessage } from '@usher/protocol/link';
import type { ServerWebSocket } from 'bun';
import type { RouterInput } from '../core/router-io.ts';
import type { Link } from './link.ts';
import type { Traffic } from './traffic.ts';

/** What a client's socket carries. On the message path only `phase` and `link` are looked at. */
export interface ClientData {
  readonly id: ClientId;
  readonly room: RoomKey | null;
  /** The client's address, as its Monolith is told (LNK-24). */
  readonly ip: string;
  readonly liveness: Liveness;
  /** `routed`: the router knows it. `closing`: nothing that comes is read any more. */
  phase: 'authenticating' | 'routed' | 'closing';
  /** Its envelope up to the message, made once (LNK-20). Empty while authenticating. */
  prefix: string;
  /** Where its messages go; `null` while it waits, and they go to the router (CON-3). */
  link: Link | null;
  /** When a closing socket is cut off (LNK-34). */
  closeBy: number;
}

export type ClientSocket = ServerWebSocket<ClientData>;

/** The clients' sockets: what they say on its way to the link, and their ends (spec 2.1). */
export class ClientSockets {
  readonly #sockets = new Map<ClientId, ClientSocket>();
  readonly #closing = new Set<ClientSocket>();
  readonly #apply: (input: RouterInput) => void;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #traffic: Traffic;

  constructor(options: { apply: (input: RouterInput) => void; clock: Clock; log: Logger; traffic: Traffic }) {
    this.#apply = options.apply;
    this.#clock = options.clock;
    this.#log = options.log;
    this.#traffic = options.traffic;
  }

  get(id: ClientId): ClientSocket | undefined {
    return this.#sockets.get(id);
  }

  get size(): number {
    return this.#sockets.size;
  }

  ids(): ClientId[] {
    return [...this.#sockets.keys()];
  }

  newData(id: ClientId, room: RoomKey | null, ip: string): ClientData {
    const liveness = new Liveness({
      pingAfterMs: LIMITS.clientPingAfterMs,
      deadAfterMs: LIMITS.clientSilenceMs,
      now: this.#clock.now(),
    });
    return { id, room, ip, liveness, phase: 'authenticating', prefix: '', link: null, closeBy: Infinity };
  }

  opened(ws: ClientSocket): void {
    const { id, room } = ws.data;
    this.#sockets.set(id, ws);
    if (room === null) return this.end(ws, CloseCode.InvalidRoom, 'not the address of a room'); // CON-1
    this.#apply({ kind: 'client-opened', id, room });
  }

  /** The message path: check, splice, write. */
  message(ws: ClientSocket, frame: string | Buffer): void {
    const { data } = ws;
    data.liveness.heard(this.#clock.now());
    if (data.phase === 'closing') return;
    if (typeof frame !== 'string') return this.#dismiss(ws, CloseCode.UnsupportedData, 'text frames only');
    if (data.phase === 'authenticating') return this.#authenticate(ws, frame);
    const kind = checkClientMessage(frame);
    switch (kind) {
      case 'not-an-object':
        return this.#dismiss(ws, CloseCode.InvalidPayload, 'a message must be a JSON object');
      case 'forged-membership':
        return this.#dismiss(ws, CloseCode.PolicyViolation, 'joining and leaving is the server’s to say'); // LNK-26
      case 'auth':
        return; // CON-2: a later one is ignored
      case 'message':
      case 'status':
      case 'clock':
        this.#traffic.messagesFromClients++;
        this.#traffic.charactersFromClients += frame.length;
        if (data.link !== null)
          data.link.send(spliceClientMessage(data.prefix, frame)); // LNK-21
        else this.#apply({ kind: 'client-said', id: data.id, text: frame, frame: kind });
        return;
      default:
        unreachable(kind);
    }
  }

  heard(ws: ClientSocket): void {
    ws.data.liveness.heard(this.#clock.now());
  }

  closed(ws: ClientSocket): void {
    ws.data.phase = 'closing';
    ws.data.link = null;
    this.#apply({ kind: 'client-gone', id: ws.data.id }); // its Leave needs what the socket carries
    this.#sockets.delete(ws.data.id);
    this.#closing.delete(ws);
  }

  /** Closes a socket that the router has let go: what was sent before is delivered first (LNK-34). */
  end(ws: ClientSocket, code: number, reason: string): void {
    if (ws.data.phase === 'closing') return;
    ws.data.phase = 'closing';
    ws.data.link = null;
    ws.data.closeBy = this.#clock.now() + LIMITS.closeGraceMs;
    this.#closing.add(ws);
    this.#traffic.closed(code);
    this.#log.debug({ client: ws.data.id, room: ws.data.room, code, reason }, 'closing a client');
    if (ws.isPaused) ws.resume();
    ws.close(code, reason);
  }

  /** Pings the quiet, ends the silent and those that do not answer a close; once a second over all (CON-6, LNK-34). */
  sweep(now: number): void {
    for (const ws of this.#closing) if (now >= ws.data.closeBy) ws.terminate();
    for (const ws of this.#sockets.values()) {
      if (ws.isPaused) ws.data.liveness.heard(now); // time during which it is not read does not count
      const verdict = ws.data.liveness.check(now);
      if (verdict === 'ping') ws.ping();
      if (verdict === 'dead') ws.terminate();
    }
  }

  #authenticate(ws: ClientSocket, frame: string): void {
    const { data } = ws;
    const first = checkFirstMessage(frame);
    if (first.kind === 'not-an-object')
      return this.#dismiss(ws, CloseCode.InvalidPayload, 'a message must be a JSON object');
    if (first.kind === 'unauthenticated') return this.#dismiss(ws, CloseCode.Unauthenticated, first.reason);
    if (data.room === null) return;
    data.phase = 'routed';
    data.prefix = clientEnvelopePrefix({ token: first.token, room: data.room, client: data.id });
    this.#apply({ kind: 'client-authenticated', id: data.id });
  }

  /** The client's own mistake (CON-7): it is let go first, so that its Leave does not wait for its socket. */
  #dismiss(ws: ClientSocket, code: number, reason: string): void {
    this.#apply({ kind: 'client-gone', id: ws.data.id });
    this.end(ws, code, reason);
  }
}
