import {
  ANNOUNCEMENTS_KEPT,
  LEASE,
  type Announcements,
  type Claim,
  type SpendLimit,
  type Spent,
} from '@usher/monolith/parts';
import type { MonolithId, RoomKey } from '@usher/protocol';
import { Budgets } from './budgets.ts';

interface RoomRecord {
  epoch: number;
  owner: MonolithId | null;
  state: string;
  readonly ttlMs: number | null;
  expiresAt: number | null;
}

/** What happens to rooms in the store, for checkers. */
export interface StoreSpy {
  claimed(room: RoomKey, by: MonolithId, epoch: number): void;
  released(room: RoomKey, epoch: number): void;
}

export interface StoreServerOptions {
  /** Monotonic, ms; leases run on it. */
  readonly now: () => number;
  /** Unix ms. */
  readonly wallTime: () => number;
  readonly spy: StoreSpy;
}

/** The live-state store itself, in memory: each method is one atomic step (OWN-2). */
export class StoreServer {
  readonly #options: StoreServerOptions;
  readonly #sessions = new Map<MonolithId, number>();
  readonly #rooms = new Map<RoomKey, RoomRecord>();
  readonly #budgets: Budgets;
  readonly #announcements: string[] = [];
  #announced = 0;

  constructor(options: StoreServerOptions) {
    this.#options = options;
    this.#budgets = new Budgets(options.wallTime);
  }

  now(): number {
    return this.#options.wallTime();
  }

  openSession(id: MonolithId): void {
    this.#sessions.set(id, this.#options.now() + LEASE.validMs);
  }

  renewSession(id: MonolithId): boolean {
    if (this.#remainingMs(id) === 0) return false;
    this.openSession(id);
    return true;
  }

  endSession(id: MonolithId): void {
    this.#sessions.delete(id);
  }

  create(room: RoomKey, state: string, ttlMs: number | null): boolean {
    const before = this.#rooms.get(room);
    if (before !== undefined && !this.#isForgotten(before)) return false;
    const expiresAt = ttlMs === null ? null : this.now() + ttlMs;
    this.#rooms.set(room, { epoch: before?.epoch ?? 0, owner: null, state, ttlMs, expiresAt });
    return true;
  }

  claim(room: RoomKey, by: MonolithId): Claim {
    if (this.#remainingMs(by) === 0) return { kind: 'session-over' };
    const record = this.#rooms.get(room);
    if (record === undefined) return { kind: 'missing' };
    const { owner } = record;
    const retryMs = owner === null || owner === by ? 0 : this.#remainingMs(owner);
    if (owner !== null && retryMs > 0) return { kind: 'owned', by: owner, retryMs };
    if (owner !== by && this.#isExpired(record)) return { kind: 'missing' };
    record.epoch = Math.max(record.epoch + 1, Math.floor(this.now() / 1000));
    record.owner = by;
    this.#options.spy.claimed(room, by, record.epoch);
    return { kind: 'claimed', epoch: record.epoch, state: record.state };
  }

  save(room: RoomKey, epoch: number, state: string): boolean {
    const record = this.#ownedUnder(room, epoch);
    if (record === null) return false;
    this.#write(record, state);
    return true;
  }

  release(room: RoomKey, epoch: number, state: string): boolean {
    const record = this.#ownedUnder(room, epoch);
    if (record === null) return false;
    this.#write(record, state);
    record.owner = null;
    this.#options.spy.released(room, epoch);
    return true;
  }

  /** The record stays as one that has expired: the epochs of the name go on from it. */
  remove(room: RoomKey, epoch: number): boolean {
    const record = this.#ownedUnder(room, epoch);
    if (record === null) return false;
    record.owner = null;
    record.expiresAt = 0;
    record.state = '';
    this.#options.spy.released(room, epoch);
    return true;
  }

  spend(budget: string, points: number, limit: SpendLimit): Spent {
    return this.#budgets.spend(budget, points, limit);
  }

  announce(text: string): void {
    this.#announced++;
    this.#announcements.push(text);
    this.#announcements.splice(0, this.#announcements.length - ANNOUNCEMENTS_KEPT);
  }

  announcements(after: string | null): Announcements {
    const since = after === null ? this.#announced : Number(after);
    const news = Math.min(this.#announced - since, this.#announcements.length);
    return { cursor: String(this.#announced), texts: news === 0 ? [] : this.#announcements.slice(-news) };
  }

  #ownedUnder(room: RoomKey, epoch: number): RoomRecord | null {
    const record = this.#rooms.get(room);
    return record?.epoch === epoch && record.owner !== null ? record : null;
  }

  #write(record: RoomRecord, state: string): void {
    record.state = state;
    record.expiresAt = record.ttlMs === null ? null : this.now() + record.ttlMs;
  }

  #isExpired({ expiresAt }: RoomRecord): boolean {
    return expiresAt !== null && expiresAt <= this.now();
  }

  #isForgotten(record: RoomRecord): boolean {
    const { owner } = record;
    return this.#isExpired(record) && (owner === null || this.#remainingMs(owner) === 0);
  }

  /** What is left of a session; one that has run out is over for good. */
  #remainingMs(id: MonolithId): number {
    const left = Math.max(0, (this.#sessions.get(id) ?? 0) - this.#options.now());
    if (left === 0) this.#sessions.delete(id);
    return left;
  }
}
