import type { ClientId, RoomKey } from '@usher/protocol';
import type { MonolithLine, Word } from './words.ts';
import { Violation } from './violation.ts';

/** A word as a Balancer passes it on. */
export interface Delivered {
  readonly client: ClientId;
  readonly word: Word;
  /** Which of the client's Joins it was passed on under. */
  readonly join: number;
}

interface Heard {
  readonly order: number;
  readonly join: number;
  /** The last of each kind. */
  readonly nth: { readonly room: number | null; readonly client: number | null };
}

/** What comes out at one client's socket: its Monolith's words, in order, whole, nobody else's, none twice (LNK-4, LNK-23). */
export class Deliveries {
  readonly #client: ClientId;
  readonly #room: RoomKey;
  readonly #heard = new Map<MonolithLine, Heard>();

  constructor(client: ClientId, room: RoomKey) {
    this.#client = client;
    this.#room = room;
  }

  hears(text: string, { word, join }: Delivered): void {
    const { from, room, client, order, nth } = word;
    if (text !== word.text) this.#violate('LNK-22', `hears other words than were said: ${text}`);
    if (room !== this.#room) this.#violate('LNK-23', `hears what was said in ${room}`);
    if (client !== null && client !== this.#client)
      this.#violate('LNK-23', `hears what was said to ${client}`);
    const before = this.#heard.get(from);
    if (before !== undefined && order <= before.order)
      this.#violate('LNK-4', `hears a word twice, or late: ${text}`);
    const kind = client === null ? 'room' : 'client';
    const last = before?.join === join ? before.nth : { room: null, client: null };
    const expected = last[kind] === null ? nth : last[kind] + 1;
    if (nth !== expected) this.#violate('LNK-4', `misses ${nth - expected} word(s) before ${text}`);
    this.#heard.set(from, { order, join, nth: { ...last, [kind]: nth } });
  }

  #violate(rule: string, what: string): never {
    throw new Violation(rule, `${this.#client} in ${this.#room} ${what}`, this.#room);
  }
}
