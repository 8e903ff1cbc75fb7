import { RoomClient } from '@usher/client';
import { isFullSync } from '@usher/client/core';
import type { Random } from '@usher/kit';
import { RequestType, type ServerMessage } from '@usher/protocol';
import type { Conversation } from '../checking/conversation.ts';
import type { ClientRecord } from './client-record.ts';

/** Somebody who hears nothing for so long has noticed something: rooms are livelier than that. */
const SILENCE_MS = 500;

export interface NumberedClientOptions {
  readonly name: string;
  readonly room: string;
  readonly random: Random;
  /** Where it connects the next time: that of a Balancer. */
  readonly nextOrigin: () => string;
  /** Whether the client of that id leaves for good: it may be seen to. */
  readonly isLeaving: (id: string) => boolean;
}

/** A client that numbers what it says, comes back as the page does, and keeps a record of what happens to it. */
export class NumberedClient {
  readonly room: string;
  /** The Monoliths that it has heard, one after another. */
  readonly monoliths: string[] = [];
  heardAt = 0;
  readonly #name: string;
  readonly #client: RoomClient;
  readonly #nextOrigin: () => string;
  readonly #isLeaving: (id: string) => boolean;
  #conversation: Conversation | null = null;
  #origin = '';
  /** In the conversation; `null` while its socket is closed. */
  #id: string | null = null;
  #ids = 0;
  #isOpen = false;
  #record: ClientRecord = emptyRecord();

  constructor({ name, room, random, nextOrigin, isLeaving }: NumberedClientOptions) {
    this.room = room;
    this.#name = name;
    this.#nextOrigin = nextOrigin;
    this.#isLeaving = isLeaving;
    this.#client = new RoomClient({
      site: nextOrigin(),
      room,
      random,
      openSocket: () => this.#open(),
    });
    this.#client.onMessage((message) => this.#hear(message));
  }

  start(): void {
    this.#client.start();
  }

  /** Leaves for good, as somebody does who closes the page. */
  stop(): void {
    this.#client.stop();
    if (this.#id !== null) this.#conversation?.leaves(this.#id);
    this.#id = null;
    this.#isOpen = false;
  }

  /** Forgets what was, and takes part in a new conversation. */
  begin(conversation: Conversation): void {
    this.#conversation = conversation;
    this.#record = emptyRecord();
    this.#enter();
  }

  get isOpen(): boolean {
    return this.#client.connection.state === 'open';
  }

  /** The Balancer that it is connected to. */
  get origin(): string {
    return this.#origin;
  }

  /** The Monolith that it has heard last. */
  get monolith(): string {
    return this.monoliths.at(-1) ?? '';
  }

  /** When the room's whole state came last. */
  get servedAt(): number {
    return this.#record.served.at(-1)?.at ?? 0;
  }

  get clientId(): string | null {
    return this.#client.view.you;
  }

  /** Whom it believes to be in the room. */
  get roster(): readonly string[] {
    return this.#client.view.users.map(({ id }) => id);
  }

  get record(): ClientRecord {
    return this.#record;
  }

  /** Says the next number, if there is somebody to say it to. */
  say(): void {
    if (!this.isOpen || this.#id === null || this.#conversation === null) return;
    this.#client.send({ type: RequestType.Chat, text: this.#conversation.says(this.#id, Date.now()) });
  }

  #open(): WebSocket {
    this.#origin = this.#nextOrigin();
    this.#record.attempts.push(Date.now());
    const ws = new WebSocket(`${this.#origin.replace(/^http/, 'ws')}/api/room/${this.room}`);
    ws.addEventListener('close', ({ code }) => this.#closed(code));
    return ws;
  }

  #closed(code: number): void {
    if (!this.#isOpen) {
      this.#record.refusals++;
      return;
    }
    this.#isOpen = false;
    this.#record.closes.push({ at: Date.now(), code, origin: this.#origin });
    if (this.#id !== null) this.#conversation?.leaves(this.#id);
    this.#id = null;
  }

  #enter(): void {
    if (!this.#isOpen) return;
    this.#id = `${this.#name}.${++this.#ids}`;
    this.#conversation?.enters(this.#id);
  }

  #hear(message: ServerMessage): void {
    if (isFullSync(message)) this.#served(message.clockId ?? '');
    else if (message.action === 'chat') this.#heard(message.text);
    else if (message.action === 'event' && message.request.type <= RequestType.Leave)
      this.#sees(message.user);
  }

  #sees({ id }: { readonly id: string }): void {
    if (!this.#isLeaving(id)) this.#record.comings++;
  }

  #served(monolith: string): void {
    const at = Date.now();
    const unheardSince = this.#id === null ? null : this.#conversation?.unheardSince(this.#id);
    this.#record.served.push({ at, unheardSince: unheardSince ?? at, monolith });
    if (this.monolith !== monolith) this.monoliths.push(monolith);
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#enter();
  }

  #heard(text: string): void {
    const now = Date.now();
    if (this.heardAt > 0 && now - this.heardAt >= SILENCE_MS)
      this.#record.silences.push({ from: this.heardAt, to: now });
    this.heardAt = now;
    if (this.#id !== null) this.#conversation?.hears(this.#id, text);
  }
}

const emptyRecord = (): ClientRecord => ({
  closes: [],
  served: [],
  silences: [],
  comings: 0,
  attempts: [],
  refusals: 0,
});
