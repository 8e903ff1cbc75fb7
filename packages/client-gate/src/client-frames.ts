import { unreachable, type Clock } from '@usher/kit';
import {
  checkFirstMessage,
  checkParsedMessage,
  CloseCode,
  parseObject,
  type ClientFrame,
} from '@usher/protocol';
import type { GatedSocket } from './gated-socket.ts';
import type { MessageRate } from './message-rate.ts';

/** What a client says to its room. */
export type RelayedFrame = Extract<ClientFrame, 'message' | 'status' | 'clock'>;

type Message = Readonly<Record<string, unknown>>;

/**
 * What clients send, checked in the order it comes (CON-2, CON-5, CON-7). A role says what becomes of it; that is a method and not a
 * function given to this, because every message goes this way.
 */
export abstract class ClientFrames<Socket extends GatedSocket> {
  readonly #rate: MessageRate<Socket>;
  readonly #clock: Clock;

  constructor(options: { rate: MessageRate<Socket>; clock: Clock }) {
    this.#rate = options.rate;
    this.#clock = options.clock;
  }

  /** The client has said who it is; its phase is `admitted` now. */
  protected abstract authenticated(ws: Socket, token: string): void;
  /** @param message what `text` is as JSON */
  protected abstract said(ws: Socket, text: string, kind: RelayedFrame, message: Message): void;
  /** It has made a mistake that closes it. */
  protected abstract dismiss(ws: Socket, code: CloseCode, reason: string): void;

  /** A message as it comes from the socket. */
  received(ws: Socket, frame: string | Buffer): void {
    const { data } = ws;
    if (data.phase === 'closing') return;
    const now = this.#clock.now();
    data.liveness.heard(now);
    if (typeof frame !== 'string') return this.dismiss(ws, CloseCode.UnsupportedData, 'text frames only');
    if (this.#rate.admits(ws, frame, now)) this.handle(ws, frame);
  }

  /** A sign of life besides messages (CON-6). */
  pinged(ws: Socket): void {
    if (ws.data.phase === 'closing') return;
    const now = this.#clock.now();
    ws.data.liveness.heard(now);
    this.#rate.pinged(ws, now);
  }

  /** A message whose turn it is. */
  handle(ws: Socket, frame: string): void {
    if (ws.data.phase === 'authenticating') return this.#authenticate(ws, frame);
    const message = parseObject(frame);
    if (message === null)
      return this.dismiss(ws, CloseCode.InvalidPayload, 'a message must be a JSON object');
    const kind = checkParsedMessage(message);
    switch (kind) {
      case 'forged-membership':
        return this.dismiss(ws, CloseCode.PolicyViolation, 'joining and leaving is the server’s to say'); // LNK-26
      case 'auth':
        return; // CON-2: a later one is ignored
      case 'message':
      case 'status':
      case 'clock':
        return this.said(ws, frame, kind, message);
      default:
        unreachable(kind);
    }
  }

  #authenticate(ws: Socket, frame: string): void {
    const first = checkFirstMessage(frame);
    if (first.kind === 'not-an-object')
      return this.dismiss(ws, CloseCode.InvalidPayload, 'a message must be a JSON object');
    if (first.kind === 'unauthenticated') return this.dismiss(ws, CloseCode.Unauthenticated, first.reason);
    if (ws.data.room === null) return;
    ws.data.phase = 'admitted';
    this.authenticated(ws, first.token);
  }
}
