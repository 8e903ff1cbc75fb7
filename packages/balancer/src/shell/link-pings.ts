import type { Clock } from '@usher/kit';
import type { LinkSocket } from './link-socket/link-socket.ts';

/** A Monolith that has not read by then does not read at all: nobody waits for it any longer. Below the 5 s that a drain may take beyond its time (BAL-32). */
const READ_WITHIN_MS = 3000;

interface Awaited {
  /** The number of the ping that follows what is to be read. */
  readonly ping: number;
  readonly until: number;
  readonly wasRead: () => void;
}

/**
 * The pings of one connection. Frames are handled in order (LNK-4), and a server answers a ping when it has come to it (RFC 6455,
 * section 5.5.2): a pong says that all that was sent before its ping has been read.
 */
export class LinkPings {
  readonly #ws: Pick<LinkSocket, 'ping'>;
  readonly #clock: Clock;
  readonly #awaited: Awaited[] = [];
  #sent = 0;
  #answered = 0;

  constructor(ws: Pick<LinkSocket, 'ping'>, clock: Clock) {
    this.#ws = ws;
    this.#clock = clock;
  }

  ping(): void {
    this.#sent++;
    this.#ws.ping();
  }

  /** Calls `wasRead` when what has been sent so far has been read, when that takes longer than a few seconds, or when the connection is over. */
  whenRead(wasRead: () => void): void {
    this.ping();
    this.#awaited.push({ ping: this.#sent, until: this.#clock.now() + READ_WITHIN_MS, wasRead });
  }

  ponged(): void {
    this.#answered++;
    this.#release(({ ping }) => ping <= this.#answered);
  }

  tick(now: number): void {
    this.#release(({ until }) => until <= now);
  }

  over(): void {
    this.#release(() => true);
  }

  /** They are in the order of their pings. */
  #release(isDue: (awaited: Awaited) => boolean): void {
    for (let first = this.#awaited[0]; first !== undefined && isDue(first); first = this.#awaited[0]) {
      this.#awaited.shift();
      first.wasRead();
    }
  }
}
