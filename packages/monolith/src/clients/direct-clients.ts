import { WAITS, type TrustedProxies, type Upgrades } from '@usher/client-gate';
import type { Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { CloseCode, type ClientId, type RoomKey } from '@usher/protocol';
import type { Server, WebSocketHandler } from 'bun';
import type { Visits } from '../rooms/visits.ts';
import type { DirectData, DirectSocket } from './direct-socket.ts';
import { DirectSockets, type DirectConfig } from './direct-sockets.ts';
import type { Entrance, UnloadReason } from './entrance.ts';

export interface DirectClientsOptions {
  readonly config: DirectConfig;
  readonly proxies: TrustedProxies;
  readonly visits: Pick<Visits, 'joined' | 'said' | 'left'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}

/**
 * Clients that connect to this Monolith itself: small sites need no Balancer. What a Balancer demands of them is demanded here
 * (OWN-6). A room is a topic.
 */
export class DirectClients implements Entrance {
  readonly sockets: DirectSockets;
  readonly #visits: DirectClientsOptions['visits'];
  /** Those that have begun a visit. */
  readonly #visitors = new Map<ClientId, DirectSocket>();
  #server: Server<DirectData> | null = null;

  constructor(options: DirectClientsOptions) {
    this.#visits = options.visits;
    this.sockets = new DirectSockets({
      ...options,
      authenticated: (ws, token) => this.#authenticated(ws, token),
      left: (ws) => this.#left(ws),
    });
  }

  /** How many have said who they are. */
  get size(): number {
    return this.#visitors.size;
  }

  /** What the server is to do with sockets. */
  get handler(): WebSocketHandler<DirectData> {
    return this.sockets.handler;
  }

  /** Turns requests into sockets. */
  get upgrades(): Upgrades<DirectData> {
    return this.sockets.upgrades;
  }

  /** Bytes that clients have said before their rooms let them in (CON-3). */
  get pendingBytes(): number {
    let bytes = 0;
    for (const { data } of this.#visitors.values()) bytes += data.pending?.bytes ?? 0;
    return bytes;
  }

  /** The server whose sockets these are. */
  serveOn(server: Server<DirectData>): void {
    this.#server = server;
    this.sockets.start();
  }

  stop(): void {
    this.sockets.stop();
  }

  /** The first word of a room to a client lets it in; before, it hears nothing of what is said there (CON-3). */
  send(client: ClientId, message: string): void {
    const ws = this.#visitors.get(client);
    if (ws === undefined) return;
    const { room, pending } = ws.data;
    if (pending !== null && room !== null) ws.subscribe(room);
    if (ws.send(message) === WAITS && room !== null) this.sockets.gate.slowConsumers.backlogged(room);
    if (pending !== null) this.sockets.messages.deliverPending(ws);
  }

  /** One publish, encoded once for all who are in the room (LNK-52). */
  broadcast(room: RoomKey, message: string): void {
    if (this.#server?.publish(room, message) === WAITS) this.sockets.gate.slowConsumers.backlogged(room);
  }

  kick(client: ClientId, code: number, reason: string): void {
    const ws = this.#visitors.get(client);
    this.#visitors.delete(client);
    if (ws !== undefined) this.sockets.gate.sockets.end(ws, code, reason);
  }

  moved(client: ClientId): void {
    this.kick(client, CloseCode.TryAgainLater, 'another server has this room'); // OWN-6
  }

  refused(client: ClientId, reason: string): void {
    this.kick(client, CloseCode.TryAgainLater, reason); // OWN-6
  }

  /** There is nobody to tell, and nobody to wait for: what these clients said is handled as it comes. */
  loaded(): void {}
  draining(): void {}
  leaving(): Promise<void> {
    return Promise.resolve();
  }

  unloaded(room: RoomKey, _epoch: number, reason: UnloadReason): void {
    for (const [client, { data }] of this.#visitors) {
      if (data.room === room) this.kick(client, UNLOAD_CODES[reason], 'room unloaded');
    }
  }

  #authenticated(ws: DirectSocket, token: string): void {
    const { id, room, ip: address } = ws.data;
    if (room === null) return;
    this.#visitors.set(id, ws);
    this.#visits.joined({ id, room, token, address, entrance: this }, false);
  }

  #left({ data: { id } }: DirectSocket): void {
    if (this.#visitors.delete(id)) this.#visits.left(id);
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
