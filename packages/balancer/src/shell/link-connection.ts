import { Liveness, unreachable, type Clock, type SlidingWindow, type Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { LIMITS, LinkCloseCode, type MonolithId } from '@usher/protocol';
import type { FromMonolith, Init } from '@usher/protocol/link';
import { authority, type LinkAddress } from './discovery/link-address.ts';
import type { HandshakeContext, LinkHandshake, Proven } from './link-handshake.ts';
import type { LinkMeter } from './link-meter.ts';
import { LinkPings } from './link-pings.ts';
import type { LinkSocket, OpenLinkSocket } from './link-socket/link-socket.ts';
import type { Traffic } from './traffic.ts';

export interface ConnectionContext extends HandshakeContext {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly openSocket: OpenLinkSocket;
  readonly traffic: Traffic;
}

export interface ConnectionEvents {
  /** A genuine Monolith is there: now it is established, or ended. */
  readonly proven: (proven: Proven) => void;
  /** A frame, in order (LNK-4). */
  readonly frame: (frame: FromMonolith) => void;
  /** The system has been offered what was to be sent; so much it did not take. */
  readonly written: (unsentBytes: number) => void;
  /** It is over, and nobody has asked for that. */
  readonly lost: () => void;
}

/** One connection to a Monolith, from dialling to its end. Nothing that its socket does after that is heard: the next one may have begun. */
export class LinkConnection {
  readonly #context: ConnectionContext;
  readonly #log: Logger;
  readonly #errors: SlidingWindow;
  readonly #meter: LinkMeter;
  readonly #events: ConnectionEvents;
  readonly #ws: LinkSocket;
  readonly #pings: LinkPings;
  readonly #handshake: LinkHandshake;
  readonly #initUntil: number;
  readonly #liveness: Liveness;
  #state: 'handshake' | 'established' | 'over' = 'handshake';

  /** `headers`: those of the handshake. `errors`: of the link, as it may have had other connections lately (LNK-3). */
  constructor(
    context: ConnectionContext,
    options: {
      address: LinkAddress;
      handshake: LinkHandshake;
      headers: Readonly<Record<string, string>>;
      log: Logger;
      errors: SlidingWindow;
      meter: LinkMeter;
      events: ConnectionEvents;
    },
  ) {
    const { address, handshake, headers, log, errors, meter, events } = options;
    this.#context = context;
    this.#handshake = handshake;
    this.#log = log;
    this.#errors = errors;
    this.#meter = meter;
    this.#events = events;
    const now = context.clock.now();
    this.#initUntil = now + context.dialect.initTimeoutMs;
    this.#liveness = new Liveness({
      pingAfterMs: LIMITS.linkPingAfterMs,
      deadAfterMs: LIMITS.linkSilenceMs,
      now,
    });
    const greeting = context.dialect.greeting(context.balancer);
    this.#ws = context.openSocket(`ws://${authority(address)}/`, headers, {
      opened: () => {
        if (greeting !== null) this.#ws.send(greeting); // OTT-1
      },
      message: (text) => this.#received(text),
      ping: () => this.#liveness.heard(context.clock.now()),
      pong: () => this.#ponged(),
      written: (unsentBytes) => this.#written(unsentBytes),
      closed: () => this.#lost(),
    });
    this.#pings = new LinkPings(this.#ws, context.clock);
  }

  /** Bytes that the system has not taken yet. */
  get unsentBytes(): number {
    return this.#ws.unsentBytes;
  }

  /** Both sides may speak from now on (LNK-14). */
  establish({ hello }: Proven): void {
    if (hello !== null) this.#ws.send(hello); // LNK-15
    this.#state = 'established';
    this.#liveness.heard(this.#context.clock.now());
  }

  send(text: string): void {
    this.#ws.send(text);
    this.#meter.sent();
  }

  /** Calls `wasRead` when the Monolith has read what was sent so far, or will not in a few seconds. */
  whenRead(wasRead: () => void): void {
    if (this.#isOver) wasRead();
    else this.#pings.whenRead(wasRead);
  }

  /** Measures the way there and back. */
  measure(): void {
    this.#meter.ping(this.#pings);
  }

  /** Liveness and the deadline of the handshake (LNK-5, LNK-14). */
  tick(now: number): void {
    switch (this.#state) {
      case 'handshake':
        if (this.#handshake.awaitsInit && now >= this.#initUntil)
          this.#fail(LinkCloseCode.HandshakeTimeout, 'no init in time');
        return;
      case 'established': {
        this.#pings.tick(now);
        const verdict = this.#liveness.check(now);
        if (verdict === 'ping') this.#pings.ping();
        if (verdict !== 'dead') return;
        this.#log.warn(`the Monolith has been silent for ${LIMITS.linkSilenceMs / 1000} s`);
        this.#ws.terminate();
        return this.#lost();
      }
      case 'over':
        return;
      default:
        unreachable(this.#state);
    }
  }

  /** Ends it politely, then firmly: a hung peer answers no close frame. */
  end(code: number, reason: string): void {
    this.#state = 'over';
    this.#pings.over();
    this.#ws.close(code, reason);
    this.#context.timers.after(LIMITS.closeGraceMs, () => this.#ws.terminate());
  }

  #received(data: string | null): void {
    if (this.#state === 'over') return;
    if (data === null) return this.#mistake('a binary frame');
    if (this.#state === 'handshake') return this.#receivedEarly(data);
    this.#liveness.heard(this.#context.clock.now());
    this.#meter.received();
    const frame = this.#context.dialect.read(data);
    if (frame.kind === 'error') this.#mistake(frame.reason);
    else this.#events.frame(frame);
  }

  #receivedEarly(text: string): void {
    const received = this.#handshake.received(text);
    switch (received.kind) {
      case 'nothing':
        return;
      case 'error':
        return this.#mistake(received.reason);
      case 'overflow':
        return this.#fail(LinkCloseCode.ProtocolError, 'too much before hello');
      case 'init':
        void this.#verify(received.init);
        return;
      default:
        unreachable(received);
    }
  }

  async #verify(init: Init): Promise<void> {
    const verdict = await this.#handshake.verify(init);
    if (this.#isOver) return;
    if (!verdict.ok) return this.#refuse(verdict.id, verdict.reason);
    this.#events.proven(verdict.proven);
    for (const text of verdict.proven.held) this.#received(text);
  }

  #refuse(id: MonolithId, reason: string): void {
    this.#context.traffic.unauthorizedMonoliths++;
    this.#log.error({ monolith: id, reason }, 'not a Monolith of this cluster: its init does not verify');
    this.#fail(LinkCloseCode.Unauthorized, 'init does not verify');
  }

  #mistake(reason: string): void {
    this.#context.traffic.linkErrors++;
    this.#log.warn({ reason }, 'protocol error on the link');
    if (this.#errors.exceeds(this.#context.clock.now()))
      this.#fail(LinkCloseCode.ProtocolError, 'too many protocol errors');
  }

  #ponged(): void {
    if (this.#isOver) return;
    this.#liveness.heard(this.#context.clock.now());
    this.#meter.ponged();
    this.#pings.ponged();
  }

  #written(unsentBytes: number): void {
    if (this.#state === 'established') this.#events.written(unsentBytes);
  }

  get #isOver(): boolean {
    return this.#state === 'over';
  }

  #fail(code: number, reason: string): void {
    this.end(code, reason);
    this.#events.lost();
  }

  #lost(): void {
    if (this.#isOver) return;
    this.#state = 'over';
    this.#pings.over();
    this.#events.lost();
  }
}
