import type { RoomError } from '../core/room/room-io.ts';

/** The answer to a call whose room was closed before it was done. */
export const UNLOADED: RoomError = {
  code: 'RoomUnloaded',
  message: 'The room was unloaded meanwhile. Please try again.',
};

/** Requests over HTTP that the room has not answered yet. */
export class PendingCalls {
  readonly #waiting = new Map<number, (error: RoomError | null) => void>();
  #made = 0;

  /** Makes the call that `begin` is given the number of; `null`: done. */
  make(begin: (call: number) => void): Promise<RoomError | null> {
    const call = ++this.#made;
    return new Promise((resolve) => {
      this.#waiting.set(call, resolve);
      begin(call);
    });
  }

  answer(call: number, error: RoomError | null): void {
    this.#waiting.get(call)?.(error);
    this.#waiting.delete(call);
  }

  close(): void {
    for (const call of this.#waiting.keys()) this.answer(call, UNLOADED);
  }
}
