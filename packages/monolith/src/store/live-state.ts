import type { MonolithId, RoomKey } from '@usher/protocol';

/** How long ownership lasts without a word, ms (OWN-2, OWN-3). */
export const LEASE = { validMs: 3000, renewEveryMs: 1000, serveMs: 2000 } as const;

/**
 * The arbiter of who has which room (OWN-2). Every method is atomic among all Monoliths that share the store, and rejects
 * only when the store cannot be reached. What a room's state says is not the store's business.
 */
export interface LiveState {
  /** Room time: Unix ms, the same for every Monolith (OWN-7). */
  now(): Promise<number>;

  /** Begins the session of a Monolith, without which it can own no room. Renew it every `LEASE.renewEveryMs`. */
  openSession(id: MonolithId): Promise<void>;
  /** `false`: the session is over, and stays so; the Monolith needs a new id. */
  renewSession(id: MonolithId): Promise<boolean>;
  /** Ends the session at once: its rooms are free. */
  endSession(id: MonolithId): Promise<void>;

  /**
   * Puts down a room that nobody owns yet. `ttlMs` is how long it is kept after its last save or release; `null` for ever.
   * `false`: the name is taken.
   */
  create(room: RoomKey, state: string, ttlMs: number | null): Promise<boolean>;
  /** Makes `by` the owner, if the room is free or its owner's session is over. */
  claim(room: RoomKey, by: MonolithId): Promise<Claim>;
  /** `false`: `epoch` is not the current one; somebody else owns the room. */
  save(room: RoomKey, epoch: number, state: string): Promise<boolean>;
  /** Saves and gives up the ownership. `false` as with `save`. */
  release(room: RoomKey, epoch: number, state: string): Promise<boolean>;
  /** Forgets the room; its name is free. `false` as with `save`. */
  remove(room: RoomKey, epoch: number): Promise<boolean>;

  /**
   * Takes `points` out of a budget, which all Monoliths share (API-11). Its window begins with its first use and ends by itself. What
   * does not fit takes nothing. Negative points are given back.
   */
  spend(budget: string, points: number, limit: SpendLimit): Promise<Spent>;

  /** Puts down what every Monolith shall tell its clients. */
  announce(text: string): Promise<void>;
  /** What was announced since `after`, an earlier answer's cursor, in order; `null`: nothing, as for one that only begins to listen. */
  announcements(after: string | null): Promise<Announcements>;

  close(): Promise<void>;
}

export type Claim =
  /** `epoch` fences every later word about the room: the larger one is right. */
  | { readonly kind: 'claimed'; readonly epoch: number; readonly state: string }
  | { readonly kind: 'owned'; readonly by: MonolithId; readonly retryMs: number }
  | { readonly kind: 'missing' }
  /** The asker itself has no session any more. */
  | { readonly kind: 'session-over' };

/** So many points in each window of that length. */
export interface SpendLimit {
  readonly points: number;
  readonly windowMs: number;
}

export interface Spent {
  /** `false`: there were not so many points left. */
  readonly ok: boolean;
  readonly remaining: number;
  /** Until the budget is whole again. */
  readonly resetMs: number;
}

export interface Announcements {
  /** For the next question. */
  readonly cursor: string;
  readonly texts: readonly string[];
}

/** The store keeps so many of the last ones: a Monolith asks twice a second, so that it misses none. */
export const ANNOUNCEMENTS_KEPT = 1000;
