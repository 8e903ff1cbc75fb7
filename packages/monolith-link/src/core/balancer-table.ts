import { LIMITS, LinkCloseCode, type ClientId, type RoomKey } from '@usher/protocol';
import { BalancerPeer } from './balancer-peer.ts';
import { Departures } from './departures.ts';
import type { LinkCounters, LinkedClient, LinkEvents, LinkSocket } from './link-events.ts';

/** Clients of a lost link that their Balancer may still bring back (LNK-41). */
interface Lost {
  readonly clients: Map<ClientId, LinkedClient>;
  readonly until: number;
}

/** The Balancers that are connected, whose client is whose, and who was lost lately. */
export class BalancerTable {
  readonly departures = new Departures();
  readonly #events: LinkEvents;
  readonly #counters: LinkCounters;
  readonly #peers = new Map<string, BalancerPeer>();
  readonly #peerOfClient = new Map<ClientId, BalancerPeer>();
  readonly #lost = new Map<string, Lost>();

  constructor(events: LinkEvents, counters: LinkCounters) {
    this.#events = events;
    this.#counters = counters;
  }

  get peers(): Iterable<BalancerPeer> {
    return this.#peers.values();
  }

  peerOf(client: ClientId): BalancerPeer | undefined {
    return this.#peerOfClient.get(client);
  }

  /** A Balancer's link is established. An older one of the same Balancer is no longer read (LNK-2). */
  connect(id: string, socket: LinkSocket, now: number): BalancerPeer {
    this.#replace(id, now);
    const peer = new BalancerPeer(id, socket);
    this.#peers.set(id, peer);
    return peer;
  }

  /** A Balancer that was known by its address says who it is (LNK-15 in the modes where `hello` is optional). */
  identify(peer: BalancerPeer, id: string, now: number): void {
    if (peer.id === id) return;
    this.#replace(id, now);
    this.#peers.delete(peer.id);
    peer.id = id;
    this.#peers.set(id, peer);
  }

  /** The link is gone: its clients wait, suspended, for their Balancer or another (LNK-41). */
  disconnect(peer: BalancerPeer, now: number): void {
    if (peer.socket === null) return;
    peer.socket = null;
    this.#peers.delete(peer.id);
    this.departures.gone(peer);
    const clients = peer.clear();
    for (const client of clients) this.#peerOfClient.delete(client.id);
    for (const client of clients) this.#events.suspended(client, LIMITS.suspendMs);
    if (clients.length === 0) return;
    const before = this.#lost.get(peer.id)?.clients ?? [];
    const all = new Map([...before, ...clients.map((client) => [client.id, client] as const)]);
    this.#lost.set(peer.id, { clients: all, until: now + LIMITS.suspendMs });
  }

  /** `roomName`: its room as the Balancer writes it. */
  add(peer: BalancerPeer, client: LinkedClient, roomName: string): void {
    this.#peerOfClient.get(client.id)?.remove(client.id);
    this.#lost.get(peer.id)?.clients.delete(client.id);
    peer.add(client, roomName);
    this.#peerOfClient.set(client.id, peer);
  }

  /** Forgets a client: it left, or it was sent away. */
  remove(id: ClientId): LinkedClient | null {
    const peer = this.#peerOfClient.get(id);
    this.#peerOfClient.delete(id);
    return peer?.remove(id) ?? null;
  }

  /** The room is no longer served here: its clients are their Balancers' concern. */
  forgetRoom(room: RoomKey, peers: Iterable<BalancerPeer> = this.peers): void {
    for (const peer of peers) {
      peer.held.forgetRoom(room);
      for (const client of peer.clientsIn(room)) this.remove(client);
    }
  }

  /** The Balancer has brought back all that it still holds: the others have left (LNK-41). */
  resumed(peer: BalancerPeer): void {
    const lost = this.#lost.get(peer.id);
    this.#lost.delete(peer.id);
    for (const client of lost?.clients.values() ?? []) this.#events.left(client);
  }

  /** Forgets lost clients whose time is up; their rooms have let them go by themselves. */
  sweep(now: number): void {
    for (const [id, { until }] of this.#lost) if (until <= now) this.#lost.delete(id);
  }

  #replace(id: string, now: number): void {
    const older = this.#peers.get(id);
    const socket = older?.socket;
    if (!older || !socket) return;
    this.#counters.replaced++;
    this.disconnect(older, now);
    socket.close(LinkCloseCode.Replaced, 'replaced by a newer link of this Balancer');
  }
}
