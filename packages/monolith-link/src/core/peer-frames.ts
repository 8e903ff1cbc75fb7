import { unreachable } from '@usher/kit';
import { LIMITS } from '@usher/protocol';
import { writeMonolithControl, type BalancerControl, type FromBalancer } from '@usher/protocol/link';
import type { BalancerPeer } from './balancer-peer.ts';
import type { BalancerTable } from './balancer-table.ts';
import type { ClientFrame } from './held-joins.ts';
import type { LinkCounters, LinkEvents } from './link-events.ts';

type Membership = Extract<FromBalancer, { kind: 'membership' }>;
type Said = Extract<FromBalancer, { kind: 'said' }>;

/** When a client whose Join found no room to wait in shall be tried again. */
const OVERLOADED_RETRY_MS = 500;

export interface FramesContext {
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

  control(control: BalancerControl, now: number): void {
    const { table, events } = this.#context;
    switch (control.action) {
      case 'hello':
        this.peer.isFull = control.version !== undefined;
        return table.identify(this.peer, control.id, now);
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
    const isJoin = frame.kind === 'membership' && frame.membership.type === 0;
    return isJoin && (!held.isEmpty || this.#isBehind());
  }

  /** Where no more can wait, the client is refused with all it has said since its Join. */
  #hold(frame: ClientFrame): void {
    const { held, socket } = this.peer;
    const { room, client: id } = frame.origin;
    if (!held.isFull) {
      if (frame.kind === 'membership' && frame.membership.type === 0) this.#context.counters.delayedJoins++;
      return held.hold(frame);
    }
    held.forgetClient(id);
    const refused = {
      action: 'refused',
      room,
      id,
      reason: 'overloaded',
      retryMs: OVERLOADED_RETRY_MS,
    } as const;
    socket?.send(writeMonolithControl(refused));
  }

  #take(frame: ClientFrame): void {
    if (frame.kind === 'said') this.#said(frame);
    else this.#membership(frame);
  }

  #said({ origin: { client: id, room }, message }: Said): void {
    const client = this.peer.clients.get(id);
    if (client === undefined || client.room !== room) this.#context.counters.unknownClient++;
    else this.#context.events.said(client, message);
  }

  #membership({ origin: { client: id, room, token }, membership }: Membership): void {
    const { table, events, counters } = this.#context;
    const joined = this.peer.clients.get(id);
    if (membership.type === 0) {
      if (joined !== undefined && joined.room !== room) events.left(joined);
      const client = { id, room, token };
      table.add(this.peer, client);
      const { resume = false, info } = membership;
      events.joined(client, { resume, ip: info?.ip ?? null, region: info?.region ?? null });
      return;
    }
    // A Leave of a client that is unknown here is ignored (LNK-26).
    if (joined === undefined || joined.room !== room) {
      counters.unknownClient++;
      return;
    }
    table.remove(id);
    if (membership.away === undefined) events.left(joined);
    else events.suspended(joined, membership.away); // LNK-25
  }
}
