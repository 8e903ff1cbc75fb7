import type { Clock } from '@usher/kit';
import type { MonolithId, RoomKey } from '@usher/protocol';
import type { Announcements, Claim, LiveState, SpendLimit, Spent } from './live-state.ts';

export interface LiveStateMeter {
  asked(operation: string, seconds: number): void;
  failed(operation: string): void;
  claimed(result: Claim['kind']): void;
  /** A write was refused: another Monolith has the room. */
  stale(): void;
}

/** Any live-state store, with what it is asked being measured. */
export class MeasuredLiveState implements LiveState {
  readonly #store: LiveState;
  readonly #meter: LiveStateMeter;
  readonly #clock: Clock;

  constructor(store: LiveState, meter: LiveStateMeter, clock: Clock) {
    this.#store = store;
    this.#meter = meter;
    this.#clock = clock;
  }

  now(): Promise<number> {
    return this.#measure('now', () => this.#store.now());
  }

  openSession(id: MonolithId): Promise<void> {
    return this.#measure('open_session', () => this.#store.openSession(id));
  }

  renewSession(id: MonolithId): Promise<boolean> {
    return this.#measure('renew_session', () => this.#store.renewSession(id));
  }

  endSession(id: MonolithId): Promise<void> {
    return this.#measure('end_session', () => this.#store.endSession(id));
  }

  create(room: RoomKey, state: string, ttlMs: number | null): Promise<boolean> {
    return this.#measure('create', () => this.#store.create(room, state, ttlMs));
  }

  async claim(room: RoomKey, by: MonolithId): Promise<Claim> {
    const claim = await this.#measure('claim', () => this.#store.claim(room, by));
    this.#meter.claimed(claim.kind);
    return claim;
  }

  save(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    return this.#write('save', () => this.#store.save(room, epoch, state));
  }

  release(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    return this.#write('release', () => this.#store.release(room, epoch, state));
  }

  remove(room: RoomKey, epoch: number): Promise<boolean> {
    return this.#write('remove', () => this.#store.remove(room, epoch));
  }

  spend(budget: string, points: number, limit: SpendLimit): Promise<Spent> {
    return this.#measure('spend', () => this.#store.spend(budget, points, limit));
  }

  announce(text: string): Promise<void> {
    return this.#measure('announce', () => this.#store.announce(text));
  }

  announcements(after: string | null): Promise<Announcements> {
    return this.#measure('announcements', () => this.#store.announcements(after));
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async #write(operation: string, write: () => Promise<boolean>): Promise<boolean> {
    const isOurs = await this.#measure(operation, write);
    if (!isOurs) this.#meter.stale();
    return isOurs;
  }

  async #measure<T>(operation: string, ask: () => Promise<T>): Promise<T> {
    const askedAt = this.#clock.now();
    try {
      return await ask();
    } catch (error) {
      this.#meter.failed(operation);
      throw error;
    } finally {
      this.#meter.asked(operation, (this.#clock.now() - askedAt) / 1000);
    }
  }
}
