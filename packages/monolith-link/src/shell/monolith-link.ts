import type { Cancel } from '@usher/kit';
import {
  LIMITS,
  LinkCloseCode,
  type ClientId,
  type MonolithId,
  type RoomKey,
  type RoomMetadata,
} from '@usher/protocol';
import { writeMonolithControl, writeToClients, type MonolithControl } from '@usher/protocol/link';
import type { BalancerPeer } from '../core/balancer-peer.ts';
import { BalancerTable } from '../core/balancer-table.ts';
import { gossipFrames } from '../core/gossip.ts';
import type { LinkCounters, LinkEvents } from '../core/link-events.ts';
import { LinkServer, type LinkServerOptions } from './link-server.ts';

export interface MonolithLinkOptions extends LinkServerOptions {
  readonly events: LinkEvents;
}

type Reason<Action extends MonolithControl['action']> = Extract<
  MonolithControl,
  { action: Action; reason?: string }
>['reason'];

const DRAINING = writeMonolithControl({ action: 'draining' });
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
  readonly #server: LinkServer;
  #stopSweep: Cancel = () => undefined;
  #gossipAt: number;
  #isDraining = false;

  constructor(options: MonolithLinkOptions) {
    this.#options = options;
    const { clock, events, log } = options;
    this.#gossipAt = clock.now() + GOSSIP_MS;
    this.#table = new BalancerTable(events, this.counters);
    this.#server = new LinkServer(options, {
      table: this.#table,
      events,
      counters: this.counters,
      established: (socket) => {
        for (const frame of gossipFrames(events.rooms(), true)) socket.send(frame);
        if (this.#isDraining) socket.send(DRAINING);
      },
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
    this.#tell(this.#table.peers, { action: 'loaded', room, epoch, metadata });
  }

  /** The room is served here no longer; its clients are their Balancers' concern from now on (LNK-33). */
  unloaded(room: RoomKey, epoch: number, reason: Reason<'unloaded'>, to?: MonolithId): void {
    this.#tell(
      this.#table.peers,
      to === undefined
        ? { action: 'unloaded', room, epoch, reason }
        : { action: 'unloaded', room, epoch, reason, to },
    );
    this.#table.forgetRoom(room);
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
    if (isFirst) this.#tell(peers, { action: 'leaving', room });
    const cancel = this.#options.timers.after(LIMITS.leavingTimeoutMs, () => departures.expire(room));
    await parked;
    cancel();
  }

  /** No new rooms shall come here; those that are here move away one by one (LNK-36). */
  draining(): void {
    this.#isDraining = true;
    this.#tell(this.#table.peers, { action: 'draining' });
  }

  /** Sent to Balancers and not taken by the network yet, in all (LNK-50). */
  get unsentBytes(): number {
    return [...this.#table.peers].reduce((sum, { socket }) => sum + (socket?.unsentBytes() ?? 0), 0);
  }

  balancers(): readonly { id: string; clients: number }[] {
    return [...this.#table.peers].map(({ id, clients }) => ({ id, clients: clients.size }));
  }

  /** Says goodbye to all Balancers and stops listening. What was sent to them before arrives, if they read it soon. */
  async close(): Promise<void> {
    this.#stopSweep();
    for (const { socket } of this.#table.peers) socket?.close(LinkCloseCode.Normal, 'shutting down');
    await this.#server.stop();
  }

  #answer(client: ClientId, control: (room: RoomKey) => MonolithControl): void {
    const socket = this.#table.peerOf(client)?.socket;
    const forgotten = this.#table.remove(client);
    if (forgotten !== null) socket?.send(writeMonolithControl(control(forgotten.room)));
  }

  #tell(peers: Iterable<BalancerPeer>, control: MonolithControl): void {
    const frame = writeMonolithControl(control);
    for (const { socket } of peers) socket?.send(frame);
  }

  #sweep(): void {
    const { clock, timers, events } = this.#options;
    const now = clock.now();
    this.#server.tick(now);
    this.#table.sweep(now);
    if (now >= this.#gossipAt) {
      this.#gossipAt = now + GOSSIP_MS;
      const frames = gossipFrames(events.rooms(), false);
      for (const { socket } of this.#table.peers) for (const frame of frames) socket?.send(frame);
    }
    this.#stopSweep = timers.after(SWEEP_MS, () => this.#sweep());
  }
}
