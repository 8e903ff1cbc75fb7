import type { Pauses } from '@usher/client-gate';
import type { ClientSocket } from './client-socket.ts';
import type { Link } from './link.ts';

/** Clients that are not read because their Monolith does not keep up; those of others are not touched (LNK-50). */
export class LinkPressure {
  readonly #pauses: Pauses;
  readonly #waiting = new Map<Link, Set<ClientSocket>>();

  constructor(pauses: Pauses) {
    this.#pauses = pauses;
  }

  /** A client has spoken to a congested link: what it said is relayed, and it is not read any further. */
  hold(ws: ClientSocket, link: Link): void {
    let waiting = this.#waiting.get(link);
    if (waiting === undefined) this.#waiting.set(link, (waiting = new Set()));
    waiting.add(ws);
    this.#pauses.begin(ws, 'link');
  }

  /** The client has to do with that link no more. */
  forget(ws: ClientSocket, link: Link): void {
    this.#waiting.get(link)?.delete(ws);
    this.#pauses.end(ws, 'link');
  }

  /** The link keeps up again, or is over. */
  relieved(link: Link): void {
    const waiting = this.#waiting.get(link) ?? [];
    this.#waiting.delete(link);
    for (const ws of waiting) this.#pauses.end(ws, 'link');
  }
}
