import { ClientFrames, type MessageRate, type RelayedFrame } from '@usher/client-gate';
import type { Clock } from '@usher/kit';
import { spliceClientMessage, type LinkDialect } from '@usher/protocol/link';
import type { RouterInput } from '../core/router-io.ts';
import type { ClientSocket } from './client-socket.ts';
import type { ClientSockets } from './client-sockets.ts';
import type { LinkPressure } from './link-pressure.ts';
import type { Traffic } from './traffic.ts';

export interface ClientMessagesContext {
  readonly sockets: ClientSockets;
  readonly rate: MessageRate<ClientSocket>;
  readonly linkPressure: LinkPressure;
  readonly apply: (input: RouterInput) => void;
  readonly dialect: LinkDialect;
  readonly clock: Clock;
  readonly traffic: Traffic;
}

/** What clients say, on its way to the link: check, splice, write (LNK-20, LNK-21). */
export class ClientMessages extends ClientFrames<ClientSocket> {
  readonly #context: ClientMessagesContext;

  constructor(context: ClientMessagesContext) {
    super(context);
    this.#context = context;
  }

  protected override said(ws: ClientSocket, text: string, frame: RelayedFrame): void {
    const { id, room, link, envelope } = ws.data;
    const { traffic, linkPressure, apply } = this.#context;
    traffic.messagesFromClients++;
    traffic.bytesFromClients += Buffer.byteLength(text);
    if (room !== null) traffic.rooms.said(room);
    if (link === null || envelope === null) return apply({ kind: 'client-said', id, text, frame });
    link.send(spliceClientMessage(envelope, text)); // LNK-21
    if (link.isCongested) linkPressure.hold(ws, link); // LNK-50
  }

  protected override authenticated({ data }: ClientSocket, token: string): void {
    const { id, room } = data;
    if (room === null) return;
    const { dialect, apply } = this.#context;
    data.envelope = dialect.envelopeOf({ token, room, client: id });
    apply({ kind: 'client-authenticated', id });
  }

  protected override dismiss(ws: ClientSocket, code: number, reason: string): void {
    this.#context.sockets.dismiss(ws, code, reason);
  }
}
