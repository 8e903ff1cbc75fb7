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
  /** The last chat of each author. */
  readonly #chats = new Map<string, number>();

  constructor(person: string, room: RoomKey) {
    this.#person = person;
    this.#room = room;
  }

  takes(message: ServerMessage, { epoch }: Word): void {
    if (epoch < this.#epoch)
      throw new Violation('OWN-2', `${this.#person} hears epoch ${epoch} after ${this.#epoch}`, this.#room);
    this.#epoch = epoch;
    if (message.action === 'chat') this.#chat(message.text);
  }

  /** How many chats of that author have been heard of, at least; they are counted from 1. */
  lastOf(author: string): number {
    return this.#chats.get(author) ?? 0;
  }

  #chat(text: string): void {
    const [author = '', number = ''] = text.split(':');
    const nth = Number(number);
    const last = this.lastOf(author);
    if (nth <= last)
      throw new Violation('LNK-4', `${this.#person} hears chat ${text} after number ${last}`, this.#room);
    this.#chats.set(author, nth);
  }
}
