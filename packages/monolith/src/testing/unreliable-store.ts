import type { MonolithId, RoomKey } from '@usher/protocol';
import type { Announcements, Claim, LiveState, SpendLimit, Spent } from '../store/live-state.ts';

/** A live-state store that tests can put out of reach. */
export class UnreliableStore implements LiveState {
  isDown = false;
  readonly #store: LiveState;

  constructor(store: LiveState) {
    this.#store = store;
  }

  now(): Promise<number> {
    return this.#ask(() => this.#store.now());
  }
  openSession(id: MonolithId): Promise<void> {
    return this.#ask(() => this.#store.openSession(id));
  }
  renewSession(id: MonolithId): Promise<boolean> {
    return this.#ask(() => this.#store.renewSession(id));
  }
  endSession(id: MonolithId): Promise<void> {
    return this.#ask(() => this.#store.endSession(id));
  }
  create(room: RoomKey, state: string, ttlMs: number | null): Promise<boolean> {
    return this.#ask(() => this.#store.create(room, state, ttlMs));
  }
  claim(room: RoomKey, by: MonolithId): Promise<Claim> {
    return this.#ask(() => this.#store.claim(room, by));
  }
  save(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    return this.#ask(() => this.#store.save(room, epoch, state));
  }
  release(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    return this.#ask(() => this.#store.release(room, epoch, state));
  }
  remove(room: RoomKey, epoch: number): Promise<boolean> {
    return this.#ask(() => this.#store.remove(room, epoch));
  }
  spend(budget: string, points: number, limit: SpendLimit): Promise<Spent> {
    return this.#ask(() => this.#store.spend(budget, points, limit));
  }
  announce(text: string): Promise<void> {
    return this.#ask(() => this.#store.announce(text));
  }
  announcements(after: string | null): Promise<Announcements> {
    return this.#ask(() => this.#store.announcements(after));
  }
  close(): Promise<void> {
    return this.#store.close();
  }

  #ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    return this.isDown ? Promise.reject(new Error('the store is out of reach')) : question();
  }
}
