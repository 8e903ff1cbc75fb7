import { unreachable } from '@usher/kit';
import { CloseCode, LIMITS } from '@usher/protocol';
import type { ControlFromBalancer, FromBalancer } from '@usher/protocol/link';
import type { BalancerPeer } from './balancer-peer.ts';
import type { BalancerTable } from './balancer-table.ts';
import type { ClientFrame } from './held-joins.ts';
import type { LinkCounters, LinkedClient, LinkEvents } from './link-events.ts';
import type { Speaker } from './speaker.ts';

type From = ClientFrame['origin'];
type Frame<Kind extends FromBalancer['kind']> = Extract<FromBalancer, { kind: Kind }>;

/** When a client whose Join found no room to wait in shall be tried again. */
const OVERLOADED_RETRY_MS = 500;

export interface FramesContext {
  readonly speaker: Speaker;
  readonly table: BalancerTable;
  readonly events: LinkEvents;
  readonly counters: LinkCounters;
}

/** What a Balancer says once its link is established: of its clients, and to this Monolith (LNK-4). */
export class PeerFrames {
  readonly peer: BalancerPeer;
  readonly #context: FramesContext;

  constructor(context: FramesContext, peer: BalancerPeer) {
    this.#context = context;
    this.peer = peer;
  }

  ofClient(frame: ClientFrame): void {
    this.release();
    if (this.#mustWait(frame)) this.#hold(frame);
    else this.#take(frame);
  }

  /** A Join that can lead nowhere is answered all the same (OTT-3); if the client was somewhere, it has left that. */
  nowhere({ client: id, roomName: room }: Frame<'nowhere'>): void {
    const { table, events } = this.#context;
    this.peer.held.forgetClient(id);
    const joined = this.peer.clients.has(id) ? table.remove(id) : null;
    if (joined !== null) events.left(joined);
    this.#context.speaker.tell([this.peer], {
      action: 'kick',
      room,
      id,
      code: CloseCode.InvalidRoom,
      reason: 'not a room name',
    });
  }

  control(control: ControlFromBalancer, now: number): void {
    const { table, events } = this.#context;
    switch (control.action) {
      case 'hello':
        this.peer.isFull = control.version !== undefined;
        return table.identify(this.peer, control.id, now);
      case 'load':
        return events.load(control.room);
      case 'unload':
        return events.unload(control.room, control.epoch, control.reason, control.to ?? null);
      case 'resumed':
        if (this.peer.held.isEmpty) table.resumed(this.peer);
        else this.peer.held.hold(null);
        return;
      case 'parked':
        return table.departures.parked(control.room, this.peer);
      default:
        unreachable(control);
    }
  }

  /** Takes the Joins that wait, for as long as the Balancer reads their answers (LNK-50). */
  release(): void {
    const { held } = this.peer;
    while (!held.isEmpty && !this.#isBehind()) {
      const frame = held.take();
      if (frame === null) this.#context.table.resumed(this.peer);
      else if (frame !== undefined) this.#take(frame);
    }
  }

  #isBehind(): boolean {
    return (this.peer.socket?.unsentBytes() ?? 0) > LIMITS.linkQueueHighBytes;
  }

  #mustWait(frame: ClientFrame): boolean {
    const { held } = this.peer;
    if (held.has(frame.origin.client)) return true;
    return frame.kind === 'join' && (!held.isEmpty || this.#isBehind());
  }

  /** Where no more can wait, the client is refused with all it has said since its Join. */
  #hold(frame: ClientFrame): void {
    const { held } = this.peer;
    const { room, client: id } = frame.origin;
    if (!held.isFull) {
      if (frame.kind === 'join') this.#context.counters.delayedJoins++;
      return held.hold(frame);
    }
    held.forgetClient(id);
    // Where the dialect names no room with what clients say, it names none with this.
    this.#context.speaker.tell([this.peer], {
      action: 'refused',
      room: room ?? '',
      id,
      reason: 'overloaded',
      retryMs: OVERLOADED_RETRY_MS,
    });
  }

  #take(frame: ClientFrame): void {
    switch (frame.kind) {
      case 'said':
        return this.#said(frame);
      case 'join':
        return this.#join(frame);
      case 'leave':
        return this.#leave(frame);
    }
  }

  #said({ origin, message }: Frame<'said'>): void {
    const client = this.#joined(origin);
    if (client === null) this.#context.counters.unknownClient++;
    else this.#context.events.said(client, message);
  }

  #join({ origin, roomName, request }: Frame<'join'>): void {
    const { table, events } = this.#context;
    const { client: id, room, token } = origin;
    const joined = this.peer.clients.get(id);
    if (joined !== undefined && joined.room !== room) events.left(joined);
    const client = { id, room, token };
    table.add(this.peer, client, roomName);
    const { resume = false, info } = request;
    events.joined(client, { resume, ip: info?.ip ?? null, region: info?.region ?? null });
  }

  /** A Leave of a client that is unknown here is ignored (LNK-26). */
  #leave({ origin, request: { away } }: Frame<'leave'>): void {
    const { table, events, counters } = this.#context;
    const client = this.#joined(origin);
    if (client === null) {
      counters.unknownClient++;
      return;
    }
    table.remove(client.id);
    if (away === undefined) events.left(client);
    else events.suspended(client, away); // LNK-25
  }

  /** The client, if it has joined the room that it is said to speak in. */
  #joined({ client: id, room }: From): LinkedClient | null {
    const client = this.peer.clients.get(id);
    return client === undefined || (room !== null && client.room !== room) ? null : client;
  }
}
