import type { Client } from './records.ts';

/**
 * The Joins to one Monolith: how many are in flight, and who waits, first come, first served (BAL-12). All in constant time: a
 * client that leaves the line is only marked, and passed over when its turn would come.
 */
export class JoinLine {
  inFlight = 0;
  /** The Monolith is told `resumed` when the last one of the line has had its turn (LNK-41). */
  owesResumed = false;
  #line: Client[] = [];
  #head = 0;
  #waiting = 0;

  get waiting(): number {
    return this.#waiting;
  }

  add(client: Client): void {
    client.line = this;
    this.#line.push(client);
    this.#waiting++;
  }

  remove(client: Client): void {
    if (client.line !== this) return;
    client.line = null;
    this.#waiting--;
  }

  /** The first in the line, who leaves it. */
  take(): Client | null {
    for (;;) {
      const client = this.#line[this.#head++];
      if (this.#head > 1000 && this.#head * 2 > this.#line.length) this.#compact();
      if (client === undefined) break;
      if (client.line !== this) continue;
      this.remove(client);
      return client;
    }
    this.#compact();
    return null;
  }

  #compact(): void {
    this.#line = this.#line.slice(this.#head);
    this.#head = 0;
  }
}
