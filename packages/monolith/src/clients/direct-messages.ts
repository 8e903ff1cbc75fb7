import { ClientFrames, type MessageRate, type Pauses, type RelayedFrame } from '@usher/client-gate';
import type { Clock } from '@usher/kit';
import { parseObject } from '@usher/protocol';
import type { Visits } from '../rooms/visits.ts';
import type { DirectSocket } from './direct-socket.ts';

export interface DirectMessagesContext {
  readonly visits: Pick<Visits, 'said'>;
  readonly rate: MessageRate<DirectSocket>;
  readonly pauses: Pauses;
  readonly authenticated: (ws: DirectSocket, token: string) => void;
  readonly dismiss: (ws: DirectSocket, code: number, reason: string) => void;
  readonly clock: Clock;
}

/** What direct clients say, on its way to their rooms. */
export class DirectMessages extends ClientFrames<DirectSocket> {
  readonly #context: DirectMessagesContext;

  constructor(context: DirectMessagesContext) {
    super(context);
    this.#context = context;
  }

  /** Its room has let it in: what it has said until now follows, in order (CON-3). */
  deliverPending(ws: DirectSocket): void {
    const { data } = ws;
    const waiting = data.pending?.take() ?? [];
    data.pending = null;
    this.#context.pauses.end(ws, 'pending');
    // One of them may be `kickme`.
    for (const text of waiting)
      if (data.phase !== 'closing') this.#context.visits.said(data.id, parseObject(text) ?? {});
  }

  protected override said(
    ws: DirectSocket,
    text: string,
    kind: RelayedFrame,
    message: Readonly<Record<string, unknown>>,
  ): void {
    const { id, pending } = ws.data;
    if (pending === null) return this.#context.visits.said(id, message);
    pending.add(text, kind);
    if (pending.isFull) this.#context.pauses.begin(ws, 'pending');
  }

  protected override authenticated(ws: DirectSocket, token: string): void {
    this.#context.authenticated(ws, token);
  }

  protected override dismiss(ws: DirectSocket, code: number, reason: string): void {
    this.#context.dismiss(ws, code, reason);
  }
}
