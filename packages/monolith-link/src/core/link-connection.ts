import { Liveness, SlidingWindow, unreachable } from '@usher/kit';
import { LIMITS, LinkCloseCode } from '@usher/protocol';
import type { ControlFromBalancer, FromBalancer, MonolithDialect } from '@usher/protocol/link';
import type { LinkSocket } from './link-events.ts';
import { PeerFrames, type FramesContext } from './peer-frames.ts';

export type Hello = Extract<ControlFromBalancer, { action: 'hello' }>;

/** One WebSocket's life. Until `established`, nothing is acted on (LNK-14, LNK-15). */
type State =
  | { readonly state: 'awaiting-hello'; readonly until: number }
  | { readonly state: 'verifying'; readonly hello: Hello; readonly held: string[]; heldLength: number }
  | { readonly state: 'established'; readonly frames: PeerFrames }
  | { readonly state: 'closed' };

export interface ConnectionContext extends FramesContext {
  readonly dialect: MonolithDialect;
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
    this.#state = this.#establish(options.address, options.now);
    context.established(socket);
  }

  /** Any inbound frame is a sign of life, pings and pongs too (LNK-5). */
  heard(now: number): void {
    this.#liveness.heard(now);
  }

  frame(text: string, now: number): void {
    this.heard(now);
    const { state } = this.#state;
    if (state === 'established') this.#handle(this.#context.dialect.read(text), now);
    else if (state === 'verifying') this.#hold(text);
    else if (state === 'awaiting-hello') this.#awaitHello(this.#context.dialect.read(text), now);
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
    this.#state = this.#establish(hello.id, now);
    this.#state.frames.control(hello, now);
    this.#context.established(this.#socket);
    for (const text of held) this.frame(text, now);
  }

  closed(now: number): void {
    if (this.#state.state === 'established') this.#context.table.disconnect(this.#state.frames.peer, now);
    this.#state = { state: 'closed' };
  }

  /** The network has taken some of what was sent (LNK-50). */
  drained(): void {
    if (this.#state.state === 'established') this.#state.frames.release();
  }

  /** Liveness (LNK-5) and the handshake's deadline. */
  tick(now: number): void {
    const verdict = this.#liveness.check(now);
    if (verdict === 'dead') this.#socket.terminate();
    if (verdict === 'ping') this.#socket.ping();
    if (this.#state.state === 'awaiting-hello' && now >= this.#state.until) {
      this.#close(this.#context.dialect.lateHelloCode, 'did not say in time who it is');
    }
  }

  #establish(id: string, now: number): Extract<State, { state: 'established' }> {
    const peer = this.#context.table.connect(id, this.#socket, now);
    return { state: 'established', frames: new PeerFrames(this.#context, peer) };
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
    const { frames } = this.#state;
    // The newer connection of the same Balancer has taken over: this one is no longer read (LNK-2).
    if (frames.peer.socket !== this.#socket) return;
    switch (frame.kind) {
      case 'join':
      case 'leave':
      case 'said':
        return frames.ofClient(frame);
      case 'nowhere':
        return frames.nowhere(frame);
      case 'control':
        return frames.control(frame.control, now);
      case 'error':
        return this.#error(frame.reason, now);
      case 'unknown':
        return;
      default:
        unreachable(frame);
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
