import type { Gate } from '@usher/client-gate';
import type { ClientId, RoomKey } from '@usher/protocol';
import type { RouterInput } from '../core/router-io.ts';
import type { ClientData, ClientSocket } from './client-socket.ts';
import type { Link } from './link.ts';
import type { LinkPressure } from './link-pressure.ts';

export interface ClientSocketsContext {
  readonly apply: (input: RouterInput) => void;
  readonly gated: Gate<ClientSocket>['sockets'];
  readonly linkPressure: LinkPressure;
}

/** The clients' sockets, as the router has to do with them: who comes and goes, and where messages go. */
export class ClientSockets {
  readonly #context: ClientSocketsContext;

  constructor(context: ClientSocketsContext) {
    this.#context = context;
  }

  get(id: ClientId): ClientSocket | undefined {
    return this.#context.gated.get(id);
  }

  newData(id: ClientId, room: RoomKey | null, ip: string): ClientData {
    return { ...this.#context.gated.newData(id, room, ip), envelope: null, link: null };
  }

  opened(ws: ClientSocket): void {
    const { id, room } = ws.data;
    if (this.#context.gated.opened(ws) && room !== null)
      this.#context.apply({ kind: 'client-opened', id, room });
  }

  /** Where the client's messages go from now on: to a link, or while it waits, to the router. */
  route(ws: ClientSocket, link: Link | null): void {
    const { data } = ws;
    if (data.link !== null) this.#context.linkPressure.forget(ws, data.link);
    data.link = link;
  }

  closed(ws: ClientSocket, code: number, reason: string): void {
    this.#context.gated.closed(ws, code, reason);
  }

  /** It has ended; its Leave needs what the socket carries. */
  gone(ws: ClientSocket): void {
    this.#context.apply({ kind: 'client-gone', id: ws.data.id });
  }

  /** The client's own mistake (CON-7): it is let go first, so that its Leave does not wait for its socket. */
  dismiss(ws: ClientSocket, code: number, reason: string): void {
    this.gone(ws);
    this.end(ws, code, reason);
  }

  /** Closes a socket that the router has let go: what was sent before is delivered first (LNK-34). */
  end(ws: ClientSocket, code: number, reason: string): void {
    this.#context.gated.end(ws, code, reason);
  }

  sweep(now: number): void {
    this.#context.gated.sweep(now);
  }
}
