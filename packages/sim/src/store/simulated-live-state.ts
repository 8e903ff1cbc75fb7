import type { Announcements, Claim, LiveState, SpendLimit, Spent } from '@usher/monolith/parts';
import type { MonolithId, RoomKey } from '@usher/protocol';
import type { WatchSave } from '../checkers/saves.ts';
import type { StoreServer } from './store-server.ts';

/** How a question gets to the store and its answer back; fails when either does not. */
export interface Line {
  ask<Answer>(answer: () => Answer): Promise<Answer>;
}

/** One process's view of a store in memory. */
export class SimulatedLiveState implements LiveState {
  readonly #server: StoreServer;
  readonly #line: Line;
  readonly #watch: WatchSave;

  constructor(server: StoreServer, line: Line, watch: WatchSave) {
    this.#server = server;
    this.#line = line;
    this.#watch = watch;
  }

  now(): Promise<number> {
    return this.#line.ask(() => this.#server.now());
  }
  openSession(id: MonolithId): Promise<void> {
    return this.#line.ask(() => this.#server.openSession(id));
  }
  renewSession(id: MonolithId): Promise<boolean> {
    return this.#line.ask(() => this.#server.renewSession(id));
  }
  endSession(id: MonolithId): Promise<void> {
    return this.#line.ask(() => this.#server.endSession(id));
  }
  create(room: RoomKey, state: string, ttlMs: number | null): Promise<boolean> {
    return this.#line.ask(() => this.#server.create(room, state, ttlMs));
  }
  claim(room: RoomKey, by: MonolithId): Promise<Claim> {
    return this.#line.ask(() => this.#server.claim(room, by));
  }
  save(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    return this.#line.ask(() => this.#watch(room, epoch, () => this.#server.save(room, epoch, state)));
  }
  release(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    return this.#line.ask(() => this.#watch(room, epoch, () => this.#server.release(room, epoch, state)));
  }
  remove(room: RoomKey, epoch: number): Promise<boolean> {
    return this.#line.ask(() => this.#watch(room, epoch, () => this.#server.remove(room, epoch)));
  }
  spend(budget: string, points: number, limit: SpendLimit): Promise<Spent> {
    return this.#line.ask(() => this.#server.spend(budget, points, limit));
  }
  announce(text: string): Promise<void> {
    return this.#line.ask(() => this.#server.announce(text));
  }
  announcements(after: string | null): Promise<Announcements> {
    return this.#line.ask(() => this.#server.announcements(after));
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}
