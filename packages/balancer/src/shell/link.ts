import { Backoff, SlidingWindow, type Cancel, type Random } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { LIMITS, LinkCloseCode, type MonolithId } from '@usher/protocol';
import type { FromMonolith } from '@usher/protocol/link';
import type { LinkFigures } from '@usher/protocol/operators';
import type { MonolithInfo } from '../core/records.ts';
import { authority, type LinkAddress } from './discovery/link-address.ts';
import { LinkConnection, type ConnectionContext } from './link-connection.ts';
import { LinkHandshake, type Proven } from './link-handshake.ts';
import { LinkMeter } from './link-meter.ts';
import { LinkQueue } from './link-queue.ts';

export interface LinkContext extends ConnectionContext {
  readonly random: Random;
  readonly log: Logger;
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
  /** Neither side acts on anything but the handshake (LNK-14). */
  | { readonly state: 'connecting'; readonly connection: LinkConnection }
  | {
      readonly state: 'established';
      readonly connection: LinkConnection;
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
  readonly #meter: LinkMeter;
  #state: State = { state: 'idle' };

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
    this.#meter = new LinkMeter(context.clock);
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
    return this.#state.state === 'established' ? this.#state.connection.unsentBytes : 0;
  }

  /** What operators who watch see of it; also pings, so that the next look knows how long the way there and back takes (WEB-20). */
  look(): LinkFigures {
    const { unsentBytes, isCongested } = this;
    if (this.#state.state === 'established') this.#state.connection.measure();
    return { ...this.#meter.reading, unsentBytes, isCongested };
  }

  /** Writes one frame. On a link that is not established it has nobody to go to. */
  send(text: string): void {
    if (this.#state.state === 'established') this.#state.connection.send(text);
  }

  /** Calls `wasRead` when the Monolith has read what was sent so far, or will not in a few seconds. */
  whenRead(wasRead: () => void): void {
    if (this.#state.state === 'established') this.#state.connection.whenRead(wasRead);
    else wasRead();
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
    if ('connection' in before) before.connection.end(LinkCloseCode.Normal, reason);
  }

  /** Another link's Monolith is gone: if this address led there too, it may lead there now (LNK-2). */
  otherDown(id: MonolithId): void {
    if (this.#state.state === 'alias' && this.#state.of === id) void this.#dial();
  }

  /** Liveness and the deadline of the handshake, once a second (LNK-5, LNK-14). */
  tick(now: number): void {
    if ('connection' in this.#state) this.#state.connection.tick(now);
  }

  async #dial(): Promise<void> {
    const { address } = this;
    const handshake = new LinkHandshake(this.#context, address);
    const headers = await handshake.headers();
    if (this.#state.state === 'stopped') return;
    const connection: LinkConnection = new LinkConnection(this.#context, {
      address,
      handshake,
      headers,
      log: this.#log,
      errors: this.#errors,
      meter: this.#meter,
      events: {
        proven: (proven) => this.#proven(connection, proven),
        frame: (frame) => this.#received(frame),
        written: (unsentBytes) => this.#queue.waits(unsentBytes),
        lost: () => this.#lost(),
      },
    });
    this.#state = { state: 'connecting', connection };
  }

  /** At most one link to a Monolith is established (LNK-2). */
  #proven(connection: LinkConnection, proven: Proven): void {
    const { monolith, httpOrigin } = proven;
    const { id, ...about } = monolith;
    if (this.#context.isConnected(id)) return this.#becomeAlias(connection, id);
    connection.establish(proven);
    this.#state = { state: 'established', connection, monolith, httpOrigin };
    this.#backoff.reset();
    this.#log.info({ monolith: id, ...about }, 'link established');
    this.#context.up(this, monolith);
  }

  #received(frame: FromMonolith): void {
    if (this.#state.state === 'established') this.#context.frame(this, this.#state.monolith.id, frame);
  }

  #becomeAlias(connection: LinkConnection, of: MonolithId): void {
    this.#log.warn(
      { monolith: of },
      'this address leads to a Monolith that is linked by another address already',
    );
    this.#state = { state: 'alias', of };
    connection.end(LinkCloseCode.Normal, 'already linked');
    this.#context.aliased(this);
  }

  #lost(): void {
    const before = this.#state;
    this.#meter.reset();
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
}
