import type { Cancel } from '@usher/kit';
import {
  LIMITS,
  LinkCloseCode,
  type ClientId,
  type MonolithId,
  type RoomKey,
  type RoomMetadata,
} from '@usher/protocol';
import { MONOLITH_DIALECTS, type ControlToBalancer, type DialectName } from '@usher/protocol/link';
import { BalancerTable } from '../core/balancer-table.ts';
import type { LinkCounters, LinkEvents } from '../core/link-events.ts';
import { Speaker } from '../core/speaker.ts';
import { LinkServer, type LinkServerOptions } from './link-server.ts';
import type { LinkTraffic } from './link-traffic.ts';

export interface MonolithLinkOptions extends LinkServerOptions {
  /** What is spoken on all links. */
  readonly dialect: DialectName;
  readonly events: LinkEvents;
}

type Reason<Action extends ControlToBalancer['action']> = Extract<
  ControlToBalancer,
  { action: Action; reason?: string }
>['reason'];

const SWEEP_MS = 1000;
/** Well within the 20 s that a Balancer may count on (LNK-31). */
const GOSSIP_MS = LIMITS.gossipIntervalMs * 0.75;

/** A Monolith's end of all its links: listens for Balancers, and carries words between rooms and clients (spec 1). */
export class MonolithLink {
  readonly counters: LinkCounters = {
    protocolErrors: 0,
    unknownClient: 0,
    replaced: 0,
    delayedJoins: 0,
  };
  readonly #options: MonolithLinkOptions;
  readonly #table: BalancerTable;
  readonly #speaker: Speaker;
  readonly #server: LinkServer;
  #stopSweep: Cancel = () => undefined;
  #gossipAt: number;

  constructor(options: MonolithLinkOptions) {
    this.#options = options;
    const { clock, events, log } = options;
    const dialect = MONOLITH_DIALECTS[options.dialect];
    this.#gossipAt = clock.now() + GOSSIP_MS;
    this.#table = new BalancerTable(events, this.counters);
    this.#speaker = new Speaker(dialect, this.#table);
    this.#server = new LinkServer(options, {
      dialect,
      table: this.#table,
      speaker: this.#speaker,
      events,
      counters: this.counters,
      established: (socket) => this.#speaker.greet(socket, events.rooms()),
      protocolError: (peer, reason) => log.warn({ peer, reason }, 'protocol error on the link'),
    });
  }

  /** Begins to accept Balancers (LNK-1). Port 0 lets the system choose. */
  listen(at: { host: string; port: number }): { port: number } {
    const listening = this.#server.listen(at);
    this.#sweep();
    return listening;
  }

  /** One client hears `message`, JSON text (LNK-22). */
  send(client: ClientId, message: string): void {
    this.#speaker.send(client, message);
  }

  /** Everyone in the room hears `message`, JSON text: one frame for each Balancer that has clients there (LNK-22). */
  broadcast(room: RoomKey, message: string): void {
    this.#speaker.broadcast(room, message);
  }

  /** Closes a client's socket after what was sent to it before (LNK-34). Its Leave is awaited no longer. */
  kick(client: ClientId, code: number, reason: string): void {
    this.#speaker.answer(client, (room) => ({ action: 'kick', room, id: client, code, reason }));
  }

  /** Answers a Join: another Monolith owns the room (LNK-35). */
  moved(client: ClientId, owner: MonolithId, retryMs: number): void {
    const peer = this.#table.peerOf(client);
    const room = peer?.clients.get(client)?.room;
    if (peer === undefined || room === undefined) return;
    // One `moved` answers all Joins to the room.
    this.#speaker.endRoom(peer, room, (name) => ({ action: 'moved', room: name, owner, retryMs }));
  }

  /** Answers a Join that cannot be taken now (LNK-38). */
  refused(client: ClientId, reason: Reason<'refused'>, retryMs: number): void {
    this.#speaker.answer(client, (room) => ({ action: 'refused', room, id: client, reason, retryMs }));
  }

  loaded(room: RoomKey, epoch: number, metadata: RoomMetadata): void {
    this.#speaker.tell(this.#table.peers, { action: 'loaded', room, epoch, metadata });
  }

  /** The room is served here no longer; its clients are their Balancers' concern from now on (LNK-33). */
  unloaded(room: RoomKey, epoch: number, reason: Reason<'unloaded'>, to?: MonolithId): void {
    const more = to === undefined ? {} : { to };
    for (const peer of this.#table.peers) {
      this.#speaker.endRoom(peer, room, (name) => ({
        action: 'unloaded',
        room: name,
        epoch,
        reason,
        ...more,
      }));
    }
  }

  /**
   * The room is about to move: its clients' Balancers shall keep what those say (LNK-37). Resolves when everything that they have
   * passed on before has been handled, after 1 s at the latest.
   */
  async leaving(room: RoomKey): Promise<void> {
    const { departures } = this.#table;
    const peers = [...this.#table.peers].filter((peer) => peer.isFull && peer.hasRoom(room));
    const { promise: parked, resolve } = Promise.withResolvers<void>();
    const isFirst = departures.begin(room, peers, resolve);
    if (isFirst) this.#speaker.tell(peers, { action: 'leaving', room });
    const cancel = this.#options.timers.after(LIMITS.leavingTimeoutMs, () => departures.expire(room));
    await parked;
    cancel();
  }

  /** No new rooms shall come here; those that are here move away one by one (LNK-36). */
  draining(): void {
    this.#speaker.draining();
  }

  /** What has gone over the links so far. */
  get traffic(): LinkTraffic {
    return this.#server.traffic;
  }

  /** Sent to Balancers and not taken by the network yet, in all (LNK-50). */
  get unsentBytes(): number {
    return [...this.#table.peers].reduce((sum, { socket }) => sum + (socket?.unsentBytes() ?? 0), 0);
  }

  balancers(): readonly { id: string; clients: number }[] {
    return [...this.#table.peers].map(({ id, clients }) => ({ id, clients: clients.size }));
  }

  /** The IP addresses from which Balancers hold a link that is established: as a rule one for each of them. */
  balancerAddresses(): readonly string[] {
    return [...this.#table.peers].flatMap(({ socket }) => (socket === null ? [] : [socket.peerAddress]));
  }

  /** Says goodbye to all Balancers and stops listening. What was sent to them before arrives, if they read it soon. */
  async close(): Promise<void> {
    this.#stopSweep();
    for (const { socket } of this.#table.peers) socket?.close(LinkCloseCode.Normal, 'shutting down');
    await this.#server.stop();
  }

  #sweep(): void {
    const { clock, timers, events } = this.#options;
    const now = clock.now();
    this.#server.tick(now);
    this.#table.sweep(now);
    if (now >= this.#gossipAt) {
      this.#gossipAt = now + GOSSIP_MS;
      this.#speaker.gossip(events.rooms());
    }
    this.#stopSweep = timers.after(SWEEP_MS, () => this.#sweep());
  }
}
