import { randomUUID } from 'node:crypto';
import type { Cancel, Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { Introduction, LinkAuth } from '@usher/link-auth';
import {
  LIMITS,
  LinkCloseCode,
  type ClientId,
  type MonolithId,
  type RoomKey,
  type RoomMetadata,
} from '@usher/protocol';
import { writeMonolithControl, writeToClients, type MonolithControl } from '@usher/protocol/link';
import type { Server, ServerWebSocket } from 'bun';
import { BalancerTable } from '../core/balancer-table.ts';
import { gossipFrames } from '../core/gossip.ts';
import { LinkConnection, type ConnectionContext, type Hello } from '../core/link-connection.ts';
import type { LinkCounters, LinkEvents, LinkSocket } from '../core/link-events.ts';

/** What is known of a Balancer's socket before its first frame. */
interface Dialled {
  readonly init: string;
  readonly nonce: string;
  readonly introduction: Introduction | null;
  connection: LinkConnection | null;
}

export interface MonolithLinkOptions {
  readonly id: MonolithId;
  readonly region: string;
  /** Where this Monolith serves ordinary HTTP (LNK-11). */
  readonly httpPort: number;
  readonly auth: LinkAuth;
  readonly events: LinkEvents;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}

type Reason<Action extends MonolithControl['action']> = Extract<
  MonolithControl,
  { action: Action; reason?: string }
>['reason'];

const SWEEP_MS = 1000;
/** Well within the 20 s that a Balancer may count on (LNK-31). */
const GOSSIP_MS = LIMITS.gossipIntervalMs * 0.75;

/** A Monolith's end of all its links: listens for Balancers, and carries words between rooms and clients (spec 1). */
export class MonolithLink {
  readonly counters: LinkCounters = { protocolErrors: 0, unknownClient: 0, replaced: 0 };
  readonly #options: MonolithLinkOptions;
  readonly #table: BalancerTable;
  readonly #context: ConnectionContext;
  readonly #connections = new Set<LinkConnection>();
  #server: Server<Dialled> | null = null;
  #stopSweep: Cancel = () => undefined;
  #gossipAt: number;

  constructor(options: MonolithLinkOptions) {
    this.#options = options;
    const { clock, events, log } = options;
    this.#gossipAt = clock.now() + GOSSIP_MS;
    this.#table = new BalancerTable(events, this.counters);
    this.#context = {
      table: this.#table,
      events,
      counters: this.counters,
      established: (socket) => {
        for (const frame of gossipFrames(events.rooms(), true)) socket.send(frame);
      },
      protocolError: (peer, reason) => log.warn({ peer, reason }, 'protocol error on the link'),
    };
  }

  /** Begins to accept Balancers (LNK-1). Port 0 lets the system choose. */
  listen(at: { host: string; port: number }): { port: number } {
    const { clock } = this.#options;
    const server = Bun.serve<Dialled>({
      hostname: at.host,
      port: at.port,
      fetch: (request, listener) => this.#upgrade(request, listener),
      websocket: {
        data: {} as Dialled,
        perMessageDeflate: false,
        maxPayloadLength: LIMITS.linkFrameBytesMax,
        backpressureLimit: LIMITS.linkQueueMaxBytes,
        closeOnBackpressureLimit: true, // LNK-50
        idleTimeout: 0,
        sendPings: false,
        open: (ws) => this.#open(ws),
        message: (ws, frame) => {
          if (typeof frame === 'string') ws.data.connection?.frame(frame, clock.now());
          else ws.data.connection?.binaryFrame(clock.now());
        },
        ping: (ws) => ws.data.connection?.heard(clock.now()),
        pong: (ws) => ws.data.connection?.heard(clock.now()),
        close: (ws) => {
          const { connection } = ws.data;
          if (connection === null) return;
          this.#connections.delete(connection);
          connection.closed(clock.now());
        },
      },
    });
    this.#server = server;
    this.#sweep();
    return { port: server.port ?? at.port };
  }

  /** One client hears `message`, JSON text (LNK-22). */
  send(client: ClientId, message: string): void {
    const peer = this.#table.peerOf(client);
    const room = peer?.clients.get(client)?.room;
    if (room !== undefined) peer?.socket?.send(writeToClients(room, client, message));
  }

  /** Everyone in the room hears `message`, JSON text: one frame for each Balancer that has clients there (LNK-22). */
  broadcast(room: RoomKey, message: string): void {
    let frame: string | null = null;
    for (const peer of this.#table.peers) {
      if (peer.hasRoom(room)) peer.socket?.send((frame ??= writeToClients(room, null, message)));
    }
  }

  /** Closes a client's socket after what was sent to it before (LNK-34). Its Leave is awaited no longer. */
  kick(client: ClientId, code: number, reason: string): void {
    this.#answer(client, (room) => ({ action: 'kick', room, id: client, code, reason }));
  }

  /** Answers a Join: another Monolith owns the room (LNK-35). */
  moved(client: ClientId, owner: MonolithId, retryMs: number): void {
    const peer = this.#table.peerOf(client);
    this.#answer(client, (room) => {
      if (peer !== undefined) this.#table.forgetRoom(room, [peer]); // one `moved` answers all Joins to the room
      return { action: 'moved', room, owner, retryMs };
    });
  }

  /** Answers a Join that cannot be taken now (LNK-38). */
  refused(client: ClientId, reason: Reason<'refused'>, retryMs: number): void {
    this.#answer(client, (room) => ({ action: 'refused', room, id: client, reason, retryMs }));
  }

  loaded(room: RoomKey, epoch: number, metadata: RoomMetadata): void {
    this.#tellAll({ action: 'loaded', room, epoch, metadata });
  }

  /** The room is served here no longer; its clients are their Balancers' concern from now on (LNK-33). */
  unloaded(room: RoomKey, epoch: number, reason: Reason<'unloaded'>, to?: MonolithId): void {
    this.#tellAll(
      to === undefined
        ? { action: 'unloaded', room, epoch, reason }
        : { action: 'unloaded', room, epoch, reason, to },
    );
    this.#table.forgetRoom(room);
  }

  balancers(): readonly { id: string; clients: number }[] {
    return [...this.#table.peers].map(({ id, clients }) => ({ id, clients: clients.size }));
  }

  /** Says goodbye to all Balancers and stops listening. */
  async close(): Promise<void> {
    this.#stopSweep();
    for (const { socket } of this.#table.peers) socket?.close(LinkCloseCode.Normal, 'shutting down');
    await this.#server?.stop(true);
  }

  #answer(client: ClientId, control: (room: RoomKey) => MonolithControl): void {
    const socket = this.#table.peerOf(client)?.socket;
    const forgotten = this.#table.remove(client);
    if (forgotten !== null) socket?.send(writeMonolithControl(control(forgotten.room)));
  }

  #tellAll(control: MonolithControl): void {
    const frame = writeMonolithControl(control);
    for (const { socket } of this.#table.peers) socket?.send(frame);
  }

  /** Nobody who cannot show a valid bearer gets as far as an upgrade (LNK-10); `init` is ready before it (LNK-11). */
  async #upgrade(request: Request, server: Server<Dialled>): Promise<Response | undefined> {
    const { auth, id, region, httpPort, log } = this.#options;
    const verdict = await auth.verifyBearer(request.headers.get('authorization'));
    if (!verdict.ok) {
      log.warn(
        { peer: server.requestIP(request)?.address, reason: verdict.reason },
        'refused a link: its bearer does not verify',
      );
      return new Response('a valid bearer token of the cluster is needed here\n', { status: 401 });
    }
    const introduction = verdict.value;
    const nonce = auth.newNonce();
    const token = await auth.initToken(id, introduction);
    const init = writeMonolithControl({
      action: 'init',
      port: httpPort,
      token,
      id,
      region,
      version: 1,
      nonce,
    });
    const data: Dialled = { init, nonce, introduction, connection: null };
    if (server.upgrade(request, { data })) return undefined;
    return new Response('this port speaks WebSocket, to Balancers\n', {
      status: 426,
      headers: { Upgrade: 'websocket' },
    });
  }

  #open(ws: ServerWebSocket<Dialled>): void {
    ws.send(ws.data.init);
    const socket: LinkSocket = {
      send: (text) => void ws.send(text),
      ping: () => void ws.ping(),
      close: (code, reason) => ws.close(code, reason),
      terminate: () => ws.terminate(),
    };
    const needsHello = this.#options.auth.mode === 'signed';
    const connection: LinkConnection = new LinkConnection(this.#context, socket, {
      address: `${ws.remoteAddress}/${randomUUID()}`,
      verifyHello: needsHello ? (hello) => void this.#verifyHello(connection, ws.data, hello) : null,
      now: this.#options.clock.now(),
    });
    this.#connections.add(connection);
    ws.data.connection = connection;
  }

  async #verifyHello(
    connection: LinkConnection,
    { nonce, introduction }: Dialled,
    hello: Hello,
  ): Promise<void> {
    const { auth, id, clock } = this.#options;
    const isSame = introduction?.balancer === hello.id;
    const verdict = isSame
      ? await auth.verifyHello(hello.token, { balancer: hello.id, monolith: id, nonce })
      : ({ ok: false, reason: 'another Balancer than the one that dialled' } as const);
    connection.helloVerified(verdict.ok ? null : verdict.reason, clock.now());
  }

  #sweep(): void {
    const { clock, timers, events } = this.#options;
    const now = clock.now();
    for (const connection of this.#connections) connection.tick(now);
    this.#table.sweep(now);
    if (now >= this.#gossipAt) {
      this.#gossipAt = now + GOSSIP_MS;
      const frames = gossipFrames(events.rooms(), false);
      for (const { socket } of this.#table.peers) for (const frame of frames) socket?.send(frame);
    }
    this.#stopSweep = timers.after(SWEEP_MS, () => this.#sweep());
  }
}
