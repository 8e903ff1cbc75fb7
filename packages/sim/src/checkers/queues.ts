import type { ClientSocket, Switchboard } from '@usher/balancer/parts';
import type { ClientId } from '@usher/protocol';
import { Violation } from './violation.ts';

/** What one read of a simulated client brings at most: one message. */
const READ_BYTES = 1536;
/** What a Balancer missed while it was paused is read at once, and let through at the clients' rate: after so long it is gone. */
const BACKLOG_MS = 20_000;

/** That what a Balancer keeps of its clients for its Monoliths stays within bounds: the limit, and one read of each client (LNK-50, CON-5). */
export class Queues {
  /** Who has been read since the link of theirs was congested. */
  readonly #read = new Set<ClientId>();

  /** Before a client's message is handled. */
  reads({ data: { id, room, link } }: ClientSocket): void {
    if (link?.isCongested !== true) return;
    if (this.#read.has(id))
      throw new Violation('LNK-50', `${id} is read again, though ${link.monolith} does not keep up`, room);
    this.#read.add(id);
  }

  /** After each step of the Balancer. @param awakeMs for how long it has been running without a pause */
  check({ router, clientSide }: Switchboard, awakeMs: number): void {
    for (const id of this.#read)
      if (clientSide.sockets.get(id)?.data.link?.isCongested !== true) this.#read.delete(id);
    const { heldBytes } = clientSide.gate.rate;
    if (awakeMs > BACKLOG_MS && heldBytes > router.clients.size * READ_BYTES)
      throw new Violation('CON-5', `${heldBytes} bytes of ${router.clients.size} clients are held`);
  }
}
