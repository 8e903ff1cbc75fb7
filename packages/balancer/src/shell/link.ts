import {
  Backoff,
  Liveness,
  SlidingWindow,
  type Cancel,
  type Clock,
  type Random,
  type Timers,
} from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { LinkAuth } from '@usher/link-auth';
import { LIMITS, LinkCloseCode, monolithId, type BalancerId, type MonolithId } from '@usher/protocol';
import type { FromMonolith, Init, LinkDialect } from '@usher/protocol/link';
import type { LinkFigures } from '@usher/protocol/operators';
import type { MonolithInfo } from '../core/records.ts';
import { authority, type LinkAddress } from './discovery/link-address.ts';
import { LinkQueue } from './link-queue.ts';
import type { LinkSocket, OpenLinkSocket } from './link-socket/link-socket.ts';
import type { Traffic } from './traffic.ts';

export interface LinkContext {
  readonly balancer: BalancerId;
  readonly region: string;
  readonly dialect: LinkDialect;
  readonly auth: LinkAuth;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly openSocket: OpenLinkSocket;
  readonly log: Logger;
  readonly traffic: Traffic;
  /** Unsent bytes above which a link is congested (LNK-50). */
  readonly queueBytesMax: () => number;
  /** Whether another link to that Monolith is established: at most one may be (LNK-2). */
  isConnected(id: MonolithId): boolean;
  /** The link's address leads to a Monolith that has a live link by another one (LNK-2). */
  aliased(link: Link): void;
  up(link: Link, info: MonolithInfo): void;
  down(link: Link, id: MonolithId): void;
  /** A frame of an established link, in order (LNK-4). */
  frame(link: Link, from: MonolithId, frame: FromMonolith): void;
  /** It was congested, and is not any more. */
  relieved(link: Link): void;
}

type State =
  | { readonly state: 'idle' }
  /** Until the next attempt. */
  | { readonly state: 'waiting'; readonly cancel: Cancel }
  /** This address leads to a Monolith that has a live link by another one: dialled again when that is down (LNK-2). */
  | { readonly state: 'alias'; readonly of: MonolithId }
  /** Connecting, or waiting for `init` (LNK-14). */
  | { readonly state: 'dialling'; readonly ws: LinkSocket; readonly nonce: string; readonly until: number }
  /** `init` is being verified; what follows it is kept in order. */
  | { readonly state: 'verifying'; readonly ws: LinkSocket; readonly held: string[]; heldLength: number }
  | {
      readonly state: 'established';
      readonly ws: LinkSocket;
      readonly monolith: MonolithInfo;
      readonly httpOrigin: string;
    }
  | { readonly state: 'stopped' };

/** The link to the Monolith at one address: dialled again for as long as discovery names it (LNK-5). */
export class Link {
  readonly address: LinkAddress;
  readonly #context: LinkContext;
  readonly #log: Logger;
  readonly #backoff: Backoff;
  readonly #errors = new SlidingWindow({ windowMs: 60_000, max: LIMITS.linkErrorsPerMinuteMax - 1 });
  readonly #queue: LinkQueue;
  #liveness: Liveness;
  #state: State = { state: 'idle' };
  #framesSent = 0;
  #framesReceived = 0;
  #pingedAt: number | null = null;
  #roundTripMs: number | null = null;

  constructor(address: LinkAddress, context: LinkContext) {
    this.address = address;
    this.#context = context;
    this.#log = context.log.child({ link: authority(address) });
    this.#backoff = new Backoff({
      minMs: LIMITS.redialMinMs,
      maxMs: LIMITS.redialMaxMs,
      random: context.random,
    });
    this.#queue = new LinkQueue({
      highBytes: context.queueBytesMax,
      log: this.#log,
      congested: () => void context.traffic.congestions++,
      relieved: () => context.relieved(this),
    });
    this.#liveness = this.#newLiveness();
  }

  /** Where the Monolith serves HTTP, once the link is established (LNK-11). */
  get httpOrigin(): string | null {
    return this.#state.state === 'established' ? this.#state.httpOrigin : null;
  }

  /** The Monolith that this address leads to, while that is known: by this link, or by another one (LNK-2). */
  get monolith(): MonolithId | null {
    if (this.#state.state === 'established') return this.#state.monolith.id;
    return this.#state.state === 'alias' ? this.#state.of : null;
  }

  /** Whoever speaks to it is not to be read until it is relieved (LNK-50). */
  get isCongested(): boolean {
    return this.#queue.isCongested;
  }

  /** Bytes that the system has not taken yet. */
  get unsentBytes(): number {
    return this.#state.state === 'established' ? this.#state.ws.unsentBytes : 0;
  }

  /** What operators who watch see of it; also pings, so that the next look knows how long the way there and back takes (WEB-20). */
  look(): LinkFigures {
    const { unsentBytes, isCongested } = this;
    if (this.#state.state === 'established' && this.#pingedAt === null) {
      this.#pingedAt = this.#context.clock.now();
      this.#state.ws.ping();
    }
    return {
      sent: this.#framesSent,
      received: this.#framesReceived,
      unsentBytes,
      isCongested,
      roundTripMs: this.#roundTripMs,
    };
  }

  /** Writes one frame. On a link that is not established it has nobody to go to. */
  send(text: string): void {
    if (this.#state.state !== 'established') return;
    this.#state.ws.send(text);
    this.#framesSent++;
  }

  start(): void {
    void this.#dial();
  }

  /** Ends it for good; nobody is told that it is down. */
  stop(reason: string): void {
    const before = this.#state;
    this.#state = { state: 'stopped' };
    this.#queue.reset();
    if (before.state === 'waiting') before.cancel();
    if ('ws' in before) this.#end(before.ws, LinkCloseCode.Normal, reason);
  }

  /** Another link's Monolith is gone: if this address led there too, it may lead there now (LNK-2). */
  otherDown(id: MonolithId): void {
    if (this.#state.state === 'alias' && this.#state.of === id) void this.#dial();
  }

  /** Liveness and the deadline of the handshake, once a second (LNK-5, LNK-14). */
  tick(now: number): void {
    if (this.#state.state === 'dialling' && now >= this.#state.until) {
      this.#fail(this.#state.ws, LinkCloseCode.HandshakeTimeout, 'no init in time');
    }
    if (this.#state.state !== 'established') return;
    const verdict = this.#liveness.check(now);
    if (verdict === 'ping') this.#state.ws.ping();
    if (verdict !== 'dead') return;
    this.#log.warn(`the Monolith has been silent for ${LIMITS.linkSilenceMs / 1000} s`);
    this.#state.ws.terminate();
    this.#closed(this.#state.ws);
  }

  /** One that is closing may still speak: it is no sign of life of the link that has come after it. */
  #isCurrent(ws: LinkSocket): boolean {
    return 'ws' in this.#state && this.#state.ws === ws;
  }

  async #dial(): Promise<void> {
    const { auth, balancer, clock, dialect, openSocket } = this.#context;
    const nonce = auth.newNonce();
    const bearer = await auth.bearer({ balancer, nonce });
    if (this.#state.state === 'stopped') return;
    const headers: Record<string, string> = bearer === null ? {} : { Authorization: `Bearer ${bearer}` };
    const greeting = dialect.greeting(balancer);
    const ws = openSocket(`ws://${authority(this.address)}/`, headers, {
      opened: () => {
        if (greeting !== null) ws.send(greeting); // OTT-1
      },
      message: (text) => this.#received(ws, text),
      ping: () => this.#pinged(ws),
      pong: () => this.#ponged(ws),
      written: (unsentBytes) => this.#written(ws, unsentBytes),
      closed: () => this.#closed(ws),
    });
    this.#state = { state: 'dialling', ws, nonce, until: clock.now() + dialect.initTimeoutMs };
  }

  #written(ws: LinkSocket, unsentBytes: number): void {
    if (this.#state.state === 'established' && this.#state.ws === ws) this.#queue.waits(unsentBytes);
  }

  #received(ws: LinkSocket, data: string | null): void {
    const state = this.#state;
    if (!('ws' in state) || state.ws !== ws) return;
    if (data === null) return this.#error(ws, 'a binary frame');
    if (state.state === 'established') {
      this.#liveness.heard(this.#context.clock.now());
      this.#framesReceived++;
      const frame = this.#context.dialect.read(data);
      if (frame.kind === 'error') this.#error(ws, frame.reason);
      else this.#context.frame(this, state.monolith.id, frame);
    } else if (state.state === 'verifying') {
      state.held.push(data);
      state.heldLength += data.length;
      if (state.heldLength > LIMITS.handshakeHeldBytesMax)
        this.#fail(ws, LinkCloseCode.ProtocolError, 'too much before hello');
    } else {
      const frame = this.#context.dialect.read(data);
      if (frame.kind === 'error') this.#error(ws, frame.reason);
      // Nothing before a valid init is acted on (LNK-14).
      if (frame.kind === 'control' && frame.control.action === 'init')
        void this.#verify(ws, state.nonce, frame.control);
    }
  }

  async #verify(ws: LinkSocket, nonce: string, init: Init): Promise<void> {
    const { auth, balancer, region, dialect } = this.#context;
    const held: string[] = [];
    this.#state = { state: 'verifying', ws, held, heldLength: 0 };
    const id = monolithId(init.id ?? authority(this.address));
    const verdict = await auth.verifyInit(init.token, id, { balancer, nonce });
    const abilities = dialect.abilitiesOf(init);
    const saysHello = abilities.understandsControl; // LNK-15
    const token = saysHello ? await auth.helloToken(balancer, id, init.nonce ?? '') : undefined;
    if (this.#state.state !== 'verifying' || this.#state.ws !== ws) return;
    if (!verdict.ok) {
      this.#context.traffic.unauthorizedMonoliths++;
      this.#log.error(
        { monolith: id, reason: verdict.reason },
        'not a Monolith of this cluster: its init does not verify',
      );
      return this.#fail(ws, LinkCloseCode.Unauthorized, 'init does not verify');
    }
    if (this.#context.isConnected(id)) return this.#becomeAlias(ws, id);
    const hello = { action: 'hello', id: balancer, region, version: 1 } as const;
    const frame = saysHello ? dialect.writeControl(token === undefined ? hello : { ...hello, token }) : null;
    if (frame !== null) ws.send(frame);
    const monolith = { id, region: init.region ?? 'unknown', ...abilities };
    const httpOrigin = `http://${authority({ host: this.address.host, port: init.port })}`;
    this.#state = { state: 'established', ws, monolith, httpOrigin };
    this.#liveness = this.#newLiveness();
    this.#backoff.reset();
    this.#log.info({ monolith: id, region: monolith.region, ...abilities }, 'link established');
    this.#context.up(this, monolith);
    for (const text of held) this.#received(ws, text);
  }

  #becomeAlias(ws: LinkSocket, of: MonolithId): void {
    this.#log.warn(
      { monolith: of },
      'this address leads to a Monolith that is linked by another address already',
    );
    this.#state = { state: 'alias', of };
    this.#end(ws, LinkCloseCode.Normal, 'already linked');
    this.#context.aliased(this);
  }

  #error(ws: LinkSocket, reason: string): void {
    this.#context.traffic.linkErrors++;
    this.#log.warn({ reason }, 'protocol error on the link');
    if (this.#errors.exceeds(this.#context.clock.now()))
      this.#fail(ws, LinkCloseCode.ProtocolError, 'too many protocol errors');
  }

  #fail(ws: LinkSocket, code: number, reason: string): void {
    this.#end(ws, code, reason);
    this.#closed(ws);
  }

  /** Closes politely, then firmly: a hung peer answers no close frame. */
  #end(ws: LinkSocket, code: number, reason: string): void {
    ws.close(code, reason);
    this.#context.timers.after(LIMITS.closeGraceMs, () => ws.terminate());
  }

  #pinged(ws: LinkSocket): void {
    if (this.#isCurrent(ws)) this.#liveness.heard(this.#context.clock.now());
  }

  #ponged(ws: LinkSocket): void {
    if (!this.#isCurrent(ws)) return;
    const now = this.#context.clock.now();
    this.#liveness.heard(now);
    if (this.#pingedAt !== null) this.#roundTripMs = now - this.#pingedAt;
    this.#pingedAt = null;
  }

  #closed(ws: LinkSocket): void {
    const before = this.#state;
    if (!('ws' in before) || before.ws !== ws) return;
    this.#pingedAt = null;
    this.#roundTripMs = null;
    this.#queue.reset();
    const delayMs = this.#backoff.next();
    this.#state = { state: 'waiting', cancel: this.#context.timers.after(delayMs, () => void this.#dial()) };
    if (before.state !== 'established') {
      this.#log.debug({ retryMs: Math.round(delayMs) }, 'no link yet');
      return;
    }
    this.#log.warn({ monolith: before.monolith.id, retryMs: Math.round(delayMs) }, 'link lost');
    this.#context.down(this, before.monolith.id);
  }

  #newLiveness(): Liveness {
    return new Liveness({
      pingAfterMs: LIMITS.linkPingAfterMs,
      deadAfterMs: LIMITS.linkSilenceMs,
      now: this.#context.clock.now(),
    });
  }
}
