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

  close(): Promise<void>;
}

export type Claim =
  /** `epoch` fences every later word about the room: the larger one is right. */
  | { readonly kind: 'claimed'; readonly epoch: number; readonly state: string }
  | { readonly kind: 'owned'; readonly by: MonolithId; readonly retryMs: number }
  | { readonly kind: 'missing' }
  /** The asker itself has no session any more. */
  | { readonly kind: 'session-over' };
