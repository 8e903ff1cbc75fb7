import { Conversation, type Tally } from '../checking/conversation.ts';
import { rosterMistakes, type RosterMistakes } from '../checking/rosters.ts';
import type { NumberedClient } from './numbered-client.ts';

/** Everyone in one room. */
export class CrowdRoom {
  readonly name: string;
  readonly #clients: Set<NumberedClient>;
  #conversation: Conversation;

  constructor(name: string, clients: readonly NumberedClient[]) {
    this.name = name;
    this.#clients = new Set(clients);
    this.#conversation = new Conversation(name);
  }

  /** Who is there, or comes back. */
  get clients(): readonly NumberedClient[] {
    return [...this.#clients];
  }

  begin(): void {
    this.#conversation = new Conversation(this.name);
    for (const client of this.#clients) client.begin(this.#conversation);
  }

  /** Somebody new comes in. */
  admit(client: NumberedClient): void {
    this.#clients.add(client);
    client.start();
  }

  /** Somebody leaves for good. */
  release(client: NumberedClient): void {
    this.#clients.delete(client);
    client.stop();
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

  /** @param perhaps ids of those who have left in a way that nobody can have noticed yet */
  rosterMistakes(perhaps: ReadonlySet<string>): RosterMistakes {
    const rosters = this.clients.map(({ roster }) => roster);
    return rosterMistakes(rosters, { present: this.clients.map(({ clientId }) => clientId ?? ''), perhaps });
  }

  /** Whether all hear the same Monolith. */
  get isInOnePlace(): boolean {
    return new Set(this.clients.map(({ monolith }) => monolith)).size <= 1;
  }
}
