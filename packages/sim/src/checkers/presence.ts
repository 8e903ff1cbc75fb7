import { RequestType, type RoomKey, type ServerMessage } from '@usher/protocol';
import { Violation } from './violation.ts';

/** The place of somebody who is away for longer may be given up (LNK-25, LNK-41). */
const PLACE_KEPT_MS = 10_000;

/** What one person sees of coming and going in their room, and how long they were away themselves. */
export class Presence {
  #comings = 0;
  #goings = 0;
  #awaySince: number | null = null;
  #longestAwayMs = 0;

  takes(message: ServerMessage): void {
    if (message.action !== 'event') return;
    if (message.request.type === RequestType.Join) this.#comings++;
    if (message.request.type === RequestType.Leave) this.#goings++;
  }

  /** `isOpen`: their connection is. */
  changes(isOpen: boolean, now: number): void {
    if (this.#awaySince !== null) this.#longestAwayMs = Math.max(this.#longestAwayMs, now - this.#awaySince);
    this.#awaySince = isOpen ? null : (this.#awaySince ?? now);
  }

  /** Whether their place may have been given up meanwhile. */
  get wasAwayForLong(): boolean {
    return this.#longestAwayMs >= PLACE_KEPT_MS;
  }

  /** Each of those who are in the room, oneself included, comes once and stays. */
  noticed(person: string, room: RoomKey, all: number): Violation | null {
    if (this.#comings <= all && this.#goings === 0) return null;
    const what = `${person} sees ${this.#comings} come and ${this.#goings} go, of ${all}`;
    return new Violation('LNK-41', what, room);
  }
}
