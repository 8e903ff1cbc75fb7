import { LIMITS, utf8Length, type ClientFrame } from '@usher/protocol';

/**
 * What a client sends while nobody can take it: in order and bounded. `clock` asks for the time of now and is not kept; of
 * `status` only the last counts (CON-3).
 */
export class PendingMessages {
  #messages: string[] = [];
  #bytes = 0;
  #status: string | null = null;

  get bytes(): number {
    return this.#bytes;
  }

  /** At its bound: the client is not read any further until this is delivered. */
  get isFull(): boolean {
    return this.#messages.length >= LIMITS.pendingMessagesMax || this.#bytes >= LIMITS.pendingBytesMax;
  }

  add(text: string, kind: ClientFrame): void {
    if (kind === 'clock') return;
    if (kind === 'status') this.#dropStatus();
    this.#messages.push(text);
    this.#bytes += utf8Length(text);
    if (kind === 'status') this.#status = text;
  }

  /** Everything, in the order it was sent; empty from now on. */
  take(): string[] {
    const messages = this.#messages;
    this.#messages = [];
    this.#bytes = 0;
    this.#status = null;
    return messages;
  }

  #dropStatus(): void {
    if (this.#status === null) return;
    const index = this.#messages.lastIndexOf(this.#status);
    this.#messages.splice(index, 1);
    this.#bytes -= utf8Length(this.#status);
  }
}
