import { unreachable, type Clock } from '@usher/kit';
import { checkClientMessage, checkFirstMessage, CloseCode, type ClientFrame } from '@usher/protocol';
import { spliceClientMessage, type LinkDialect } from '@usher/protocol/link';
import type { RouterInput } from '../core/router-io.ts';
import type { ClientSocket } from './client-socket.ts';
import type { ClientSockets } from './client-sockets.ts';
import type { LinkPressure } from './link-pressure.ts';
import type { MessageRate } from './message-rate.ts';
import type { Traffic } from './traffic.ts';

export interface ClientMessagesContext {
  readonly sockets: ClientSockets;
  readonly rate: MessageRate;
  readonly linkPressure: LinkPressure;
  readonly apply: (input: RouterInput) => void;
  readonly dialect: LinkDialect;
  readonly clock: Clock;
  readonly traffic: Traffic;
}

/** What clients say, on its way to the link: check, splice, write (LNK-20, LNK-21). */
export class ClientMessages {
  readonly #context: ClientMessagesContext;

  constructor(context: ClientMessagesContext) {
    this.#context = context;
  }

  /** A message as it comes from the socket. */
  received(ws: ClientSocket, frame: string | Buffer): void {
    const { data } = ws;
    if (data.phase === 'closing') return;
    const now = this.#context.clock.now();
    data.liveness.heard(now);
    if (typeof frame !== 'string') {
      this.#context.sockets.dismiss(ws, CloseCode.UnsupportedData, 'text frames only');
      return;
    }
    if (this.#context.rate.admits(ws, frame, now)) this.handle(ws, frame);
  }

  /** A sign of life besides messages (CON-6). */
  pinged(ws: ClientSocket): void {
    if (ws.data.phase === 'closing') return;
    const now = this.#context.clock.now();
    ws.data.liveness.heard(now);
    this.#context.rate.pinged(ws, now);
  }

  /** A message whose turn it is. */
  handle(ws: ClientSocket, frame: string): void {
    const { sockets } = this.#context;
    if (ws.data.phase === 'authenticating') return this.#authenticate(ws, frame);
    const kind = checkClientMessage(frame);
    switch (kind) {
      case 'not-an-object':
        return sockets.dismiss(ws, CloseCode.InvalidPayload, 'a message must be a JSON object');
      case 'forged-membership':
        return sockets.dismiss(ws, CloseCode.PolicyViolation, 'joining and leaving is the server’s to say'); // LNK-26
      case 'auth':
        return; // CON-2: a later one is ignored
      case 'message':
      case 'status':
      case 'clock':
        return this.#relay(ws, frame, kind);
      default:
        unreachable(kind);
    }
  }

  #relay(ws: ClientSocket, text: string, frame: Extract<ClientFrame, 'message' | 'status' | 'clock'>): void {
    const { id, link, envelope } = ws.data;
    const { traffic, linkPressure, apply } = this.#context;
    traffic.messagesFromClients++;
    traffic.bytesFromClients += Buffer.byteLength(text);
    if (link === null || envelope === null) return apply({ kind: 'client-said', id, text, frame });
    link.send(spliceClientMessage(envelope, text)); // LNK-21
    if (link.isCongested) linkPressure.hold(ws, link); // LNK-50
  }

  #authenticate(ws: ClientSocket, frame: string): void {
    const { data } = ws;
    const { sockets, dialect, apply } = this.#context;
    const first = checkFirstMessage(frame);
    if (first.kind === 'not-an-object')
      return sockets.dismiss(ws, CloseCode.InvalidPayload, 'a message must be a JSON object');
    if (first.kind === 'unauthenticated') return sockets.dismiss(ws, CloseCode.Unauthenticated, first.reason);
    if (data.room === null) return;
    data.phase = 'routed';
    data.envelope = dialect.envelopeOf({ token: first.token, room: data.room, client: data.id });
    apply({ kind: 'client-authenticated', id: data.id });
  }
}
