import { Liveness, SlidingWindow, unreachable } from '@usher/kit';
import { LIMITS, LinkCloseCode } from '@usher/protocol';
import { readFromBalancer, type BalancerControl, type FromBalancer, type Origin } from '@usher/protocol/link';
import type { BalancerPeer } from './balancer-peer.ts';
import type { BalancerTable } from './balancer-table.ts';
import type { LinkCounters, LinkEvents, LinkSocket } from './link-events.ts';

export type Hello = Extract<BalancerControl, { action: 'hello' }>;
type Membership = Extract<FromBalancer, { kind: 'membership' }>['membership'];

/** One WebSocket's life. Until `established`, nothing is acted on (LNK-14, LNK-15). */
type State =
  | { readonly state: 'awaiting-hello'; readonly until: number }
  | { readonly state: 'verifying'; readonly hello: Hello; readonly held: string[]; heldLength: number }
  | { readonly state: 'established'; readonly peer: BalancerPeer }
  | { readonly state: 'closed' };

export interface ConnectionContext {
  readonly table: BalancerTable;
  readonly events: LinkEvents;
  readonly counters: LinkCounters;
  /** The link is established: it is told all rooms (LNK-31). */
  established(socket: LinkSocket): void;
  protocolError(peer: string, reason: string): void;
}

/** The protocol on one connection of a Balancer: frames in their order, handshake first (LNK-3, LNK-4, LNK-15). */
export class LinkConnection {
  readonly #context: ConnectionContext;
  readonly #socket: LinkSocket;
  readonly #address: string;
  readonly #verifyHello: ((hello: Hello) => void) | null;
  readonly #errors = new SlidingWindow({ windowMs: 60_000, max: LIMITS.linkErrorsPerMinuteMax - 1 });
  #state: State;
  readonly #liveness: Liveness;

  /**
   * `address`: the identity of a Balancer that never says hello (LNK-2). `verifyHello`: checks `hello` and then calls `helloVerified`;
   * `null` where none is needed (LNK-15).
   */
  constructor(
    context: ConnectionContext,
    socket: LinkSocket,
    options: { address: string; verifyHello: ((hello: Hello) => void) | null; now: number },
  ) {
    this.#context = context;
    this.#socket = socket;
    this.#address = options.address;
    this.#liveness = new Liveness({
      pingAfterMs: LIMITS.linkPingAfterMs,
      deadAfterMs: LIMITS.linkSilenceMs,
      now: options.now,
    });
    this.#verifyHello = options.verifyHello;
    if (options.verifyHello !== null) {
      this.#state = { state: 'awaiting-hello', until: options.now + LIMITS.initTimeoutMs };
      return;
    }
    this.#state = { state: 'established', peer: context.table.connect(options.address, socket, options.now) };
    context.established(socket);
  }

  /** Any inbound frame is a sign of life, pings and pongs too (LNK-5). */
  heard(now: number): void {
    this.#liveness.heard(now);
  }

  frame(text: string, now: number): void {
    this.heard(now);
    const { state } = this.#state;
    if (state === 'established') this.#handle(readFromBalancer(text), now);
    else if (state === 'verifying') this.#hold(text);
    else if (state === 'awaiting-hello') this.#awaitHello(readFromBalancer(text), now);
  }

  binaryFrame(now: number): void {
    this.heard(now);
    this.#error('a binary frame', now);
  }

  /** The outcome of `verifyHello`; `reason` is `null` when the Balancer is genuine. */
  helloVerified(reason: string | null, now: number): void {
    if (this.#state.state !== 'verifying') return;
    const { hello, held } = this.#state;
    if (reason !== null) {
      this.#context.protocolError(this.#address, `hello: ${reason}`);
      this.#close(LinkCloseCode.Unauthorized, 'hello does not verify');
      return;
    }
    this.#state = { state: 'established', peer: this.#context.table.connect(hello.id, this.#socket, now) };
    this.#context.established(this.#socket);
    for (const text of held) this.frame(text, now);
  }

  closed(now: number): void {
    if (this.#state.state === 'established') this.#context.table.disconnect(this.#state.peer, now);
    this.#state = { state: 'closed' };
  }

  /** Liveness (LNK-5) and the handshake's deadline. */
  tick(now: number): void {
    const verdict = this.#liveness.check(now);
    if (verdict === 'dead') this.#socket.terminate();
    if (verdict === 'ping') this.#socket.ping();
    if (this.#state.state === 'awaiting-hello' && now >= this.#state.until) {
      this.#close(LinkCloseCode.HandshakeTimeout, 'no hello in time');
    }
  }

  #awaitHello(frame: FromBalancer, now: number): void {
    if (frame.kind === 'error') this.#error(frame.reason, now);
    if (frame.kind !== 'control' || frame.control.action !== 'hello') return;
    this.#state = { state: 'verifying', hello: frame.control, held: [], heldLength: 0 };
    this.#verifyHello?.(frame.control);
  }

  #hold(text: string): void {
    if (this.#state.state !== 'verifying') return;
    this.#state.held.push(text);
    this.#state.heldLength += text.length;
    if (this.#state.heldLength > LIMITS.handshakeHeldBytesMax) this.#socket.terminate();
  }

  #handle(frame: FromBalancer, now: number): void {
    if (this.#state.state !== 'established') return;
    const { peer } = this.#state;
    // The newer connection of the same Balancer has taken over: this one is no longer read (LNK-2).
    if (peer.socket !== this.#socket) return;
    switch (frame.kind) {
      case 'said':
        return this.#said(peer, frame.origin, frame.message);
      case 'membership':
        return this.#membership(peer, frame.origin, frame.membership);
      case 'control':
        return this.#control(peer, frame.control, now);
      case 'error':
        return this.#error(frame.reason, now);
      case 'unknown':
        return;
      default:
        unreachable(frame);
    }
  }

  #said(peer: BalancerPeer, { client: id, room }: Origin, message: Readonly<Record<string, unknown>>): void {
    const client = peer.clients.get(id);
    if (client === undefined || client.room !== room) this.#context.counters.unknownClient++;
    else this.#context.events.said(client, message);
  }

  #membership(peer: BalancerPeer, { client: id, room, token }: Origin, membership: Membership): void {
    const { table, events, counters } = this.#context;
    const joined = peer.clients.get(id);
    if (membership.type === 0) {
      if (joined !== undefined && joined.room !== room) events.left(joined);
      const client = { id, room, token };
      table.add(peer, client);
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
    else events.suspended(joined, membership.away);
  }

  #control(peer: BalancerPeer, control: BalancerControl, now: number): void {
    const { table, events } = this.#context;
    switch (control.action) {
      case 'hello':
        return table.identify(peer, control.id, now);
      case 'unload':
        return events.unload(control.room, control.epoch, control.reason, control.to ?? null);
      case 'resumed':
        return table.resumed(peer);
      case 'parked':
        return;
      default:
        unreachable(control);
    }
  }

  #error(reason: string, now: number): void {
    this.#context.counters.protocolErrors++;
    this.#context.protocolError(this.#address, reason);
    if (this.#errors.exceeds(now)) this.#close(LinkCloseCode.ProtocolError, 'too many protocol errors');
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }
}
