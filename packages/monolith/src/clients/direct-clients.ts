import { randomUUID } from 'node:crypto';
import type { Cancel, Clock, Timers } from '@usher/kit';
import {
  checkClientMessage,
  checkFirstMessage,
  clientId,
  CloseCode,
  LIMITS,
  parseObject,
} from '@usher/protocol';
import type { ClientId, RoomKey } from '@usher/protocol';
import type { Server, WebSocketHandler } from 'bun';
import type { Visits } from '../rooms/visits.ts';
import {
  checkLiveness,
  endSocket,
  newSocketData,
  type DirectSocket,
  type DirectSocketData,
} from './direct-socket.ts';
import type { Entrance, UnloadReason } from './entrance.ts';

const SWEEP_MS = 1000;

/** Clients that connect to this Monolith itself: small sites need no Balancer (CON-1, CON-2, OWN-6). A room is a topic. */
export class DirectClients implements Entrance {
  readonly handler: WebSocketHandler<DirectSocketData>;
  readonly #visits: Pick<Visits, 'joined' | 'said' | 'left'>;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #sockets = new Set<DirectSocket>();
  readonly #known = new Map<ClientId, DirectSocket>();
  #server: Server<DirectSocketData> | null = null;
  #cancelSweep: Cancel | null = null;

  constructor(options: { visits: Pick<Visits, 'joined' | 'said' | 'left'>; clock: Clock; timers: Timers }) {
    this.#visits = options.visits;
    this.#clock = options.clock;
    this.#timers = options.timers;
    this.handler = {
      perMessageDeflate: false,
      maxPayloadLength: LIMITS.clientMessageBytesMax, // CON-5
      backpressureLimit: LIMITS.clientQueueMaxBytes,
      closeOnBackpressureLimit: true, // LNK-51
      idleTimeout: 0,
      sendPings: false,
      open: (ws) => this.#open(ws),
      message: (ws, frame) => this.#message(ws, frame),
      ping: (ws) => this.#heard(ws),
      pong: (ws) => this.#heard(ws),
      close: (ws) => this.#closed(ws),
    };
  }

  /** How many have said who they are. */
  get size(): number {
    return this.#known.size;
  }

  /** What a socket begins with when it is upgraded. */
  newSocket(room: RoomKey | null): DirectSocketData {
    return newSocketData(room, clientId(randomUUID()), this.#clock.now());
  }

  /** The server whose sockets these are. */
  serveOn(server: Server<DirectSocketData>): void {
    this.#server = server;
    this.#sweep();
  }

  stop(): void {
    this.#cancelSweep?.();
    for (const ws of this.#sockets) endSocket(ws, CloseCode.GoingAway, 'server going away');
  }

  send(client: ClientId, message: string): void {
    const ws = this.#known.get(client);
    if (ws?.data.stage.state === 'joining') this.#letIn(ws);
    ws?.send(message);
  }

  broadcast(room: RoomKey, message: string): void {
    this.#server?.publish(room, message);
  }

  kick(client: ClientId, code: number, reason: string): void {
    const ws = this.#known.get(client);
    this.#known.delete(client);
    if (ws !== undefined) endSocket(ws, code, reason);
  }

  moved(client: ClientId): void {
    this.kick(client, CloseCode.TryAgainLater, 'another server has this room'); // OWN-6
  }

  refused(client: ClientId, reason: string): void {
    this.kick(client, CloseCode.TryAgainLater, reason);
  }

  /** There is nobody to tell, and nobody to wait for: what these clients said is handled as it comes. */
  loaded(): void {}
  draining(): void {}
  leaving(): Promise<void> {
    return Promise.resolve();
  }

  unloaded(room: RoomKey, _epoch: number, reason: UnloadReason): void {
    for (const [client, { data }] of this.#known) {
      if (data.room === room) this.kick(client, UNLOAD_CODES[reason], 'room unloaded');
    }
  }

  #open(ws: DirectSocket): void {
    this.#sockets.add(ws);
    if (ws.data.room === null) endSocket(ws, CloseCode.InvalidRoom, 'invalid URL or room name');
  }

  #message(ws: DirectSocket, frame: string | Buffer): void {
    this.#heard(ws);
    if (typeof frame !== 'string') return endSocket(ws, CloseCode.UnsupportedData, 'binary frame');
    const { stage, room, id } = ws.data;
    if (room === null) return;
    if (stage.state === 'authenticating') this.#authenticate(ws, room, frame);
    else if (stage.state !== 'closing') this.#said(ws, id, frame);
  }

  #authenticate(ws: DirectSocket, room: RoomKey, frame: string): void {
    const first = checkFirstMessage(frame);
    switch (first.kind) {
      case 'not-an-object':
        return endSocket(ws, CloseCode.InvalidPayload, 'not a JSON object');
      case 'unauthenticated':
        return endSocket(ws, CloseCode.Unauthenticated, first.reason);
      case 'auth': {
        const { id } = ws.data;
        ws.data.stage = { state: 'joining' };
        this.#known.set(id, ws);
        this.#visits.joined({ id, room, token: first.token, entrance: this }, false);
      }
    }
  }

  /** The first word of a room to a client lets it in; before, it hears nothing of what is said there (CON-3). */
  #letIn(ws: DirectSocket): void {
    ws.data.stage = { state: 'joined' };
    if (ws.data.room !== null) ws.subscribe(ws.data.room);
  }

  #said(ws: DirectSocket, id: ClientId, frame: string): void {
    switch (checkClientMessage(frame)) {
      case 'auth':
        return;
      case 'not-an-object':
        return endSocket(ws, CloseCode.InvalidPayload, 'not a JSON object');
      case 'forged-membership':
        return endSocket(ws, CloseCode.PolicyViolation, 'Join and Leave are not for clients to send'); // LNK-26
      case 'message':
      case 'status':
      case 'clock':
        this.#visits.said(id, parseObject(frame) ?? {});
    }
  }

  #heard(ws: DirectSocket): void {
    ws.data.heardAt = this.#clock.now();
  }

  #closed(ws: DirectSocket): void {
    this.#sockets.delete(ws);
    ws.data.stage = { state: 'closing' };
    if (this.#known.delete(ws.data.id)) this.#visits.left(ws.data.id);
  }

  /** One pass over all sockets instead of a timer each (CON-2, CON-6). */
  #sweep(): void {
    const now = this.#clock.now();
    for (const ws of this.#sockets) checkLiveness(ws, now);
    this.#cancelSweep = this.#timers.after(SWEEP_MS, () => this.#sweep());
  }
}

/** What the loss of a room is to its clients (CON-9). */
const UNLOAD_CODES: Readonly<Record<UnloadReason, CloseCode>> = {
  keepalive: CloseCode.TryAgainLater,
  commanded: CloseCode.TryAgainLater,
  moved: CloseCode.GoingAway,
  shutdown: CloseCode.TryAgainLater, // OWN-6
  admin: CloseCode.RoomUnloaded,
};
