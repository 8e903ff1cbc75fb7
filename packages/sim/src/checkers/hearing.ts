import type { RoomKey, ServerMessage } from '@usher/protocol';
import type { Word } from './words.ts';
import { Violation } from './violation.ts';

/** What chats look like: who says it, and which one of theirs it is. */
export const chatText = (author: string, nth: number): string => `${author}:${nth}`;

/** What one person takes for true, over all their connections. */
export class Hearing {
  readonly #person: string;
  readonly #room: RoomKey;
  #epoch = 0;
  readonly #heard = new Set<string>();
  /** The last chat of each connection: of two connections of somebody, the older one's words may come later. */
  readonly #last = new Map<string, number>();

  constructor(person: string, room: RoomKey) {
    this.#person = person;
    this.#room = room;
  }

  takes(message: ServerMessage, { epoch }: Word): void {
    if (epoch < this.#epoch) this.#violate('OWN-2', `epoch ${epoch} after ${this.#epoch}`);
    this.#epoch = epoch;
    if (message.action === 'chat') this.#chat(message.from.id, message.text);
  }

  /** Whether the author's chat with that number was heard. */
  hasHeard(author: string, nth: number): boolean {
    return this.#heard.has(chatText(author, nth));
  }

  #chat(connection: string, text: string): void {
    const nth = Number(text.split(':')[1]);
    const last = this.#last.get(connection) ?? 0;
    if (nth <= last) this.#violate('LNK-4', `chat ${text} after number ${last}`);
    if (this.#heard.has(text)) this.#violate('LNK-4', `chat ${text} twice`);
    this.#last.set(connection, nth);
    this.#heard.add(text);
  }

  #violate(rule: string, what: string): never {
    throw new Violation(rule, `${this.#person} hears ${what}`, this.#room);
  }
}
