import { Conversation, type Tally } from '../checking/conversation.ts';
import type { NumberedClient } from './numbered-client.ts';

/** Everyone in one room. */
export class CrowdRoom {
  readonly name: string;
  readonly clients: readonly NumberedClient[];
  #conversation: Conversation;

  constructor(name: string, clients: readonly NumberedClient[]) {
    this.name = name;
    this.clients = clients;
    this.#conversation = new Conversation(name);
  }

  begin(): void {
    this.#conversation = new Conversation(this.name);
    for (const client of this.clients) client.begin(this.#conversation);
  }

  get isSettled(): boolean {
    return this.#conversation.isSettled();
  }

  get tally(): Tally {
    return this.#conversation.tally();
  }

  get examples(): readonly string[] {
    return this.#conversation.examples;
  }

  /** Whether everyone knows exactly those who are there, and all hear the same Monolith. */
  get isOfOneMind(): boolean {
    const present = this.clients.map(({ clientId }) => clientId ?? '').toSorted();
    const [first] = this.clients;
    return this.clients.every(
      ({ roster, monolith }) => monolith === first?.monolith && Bun.deepEquals(roster.toSorted(), present),
    );
  }
}
