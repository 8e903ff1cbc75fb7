import { LIMITS } from '@usher/protocol';
import type { RoomUser } from './room-io.ts';

/** As a snapshot has them. */
export interface WrittenInvitations {
  /** The hash of each code, and until when it counts: room time, ms. */
  readonly open: readonly (readonly [string, number])[];
  readonly sessions: readonly string[];
  readonly accounts: readonly number[];
}

/** Who may enter a room while it is private, besides those who have a role there (ROM-35). Codes are known by their hashes. */
export class Invitations {
  readonly #open: Map<string, number>;
  /** Who was let in longest ago comes first. */
  readonly #sessions: Set<string>;
  readonly #accounts: Set<number>;

  constructor({ open = [], sessions = [], accounts = [] }: Partial<WrittenInvitations> = {}) {
    this.#open = new Map(open);
    this.#sessions = new Set(sessions);
    this.#accounts = new Set(accounts);
  }

  /** A new code. When there are too many, the oldest counts no longer. */
  issue(hash: string, now: number): void {
    for (const [each, until] of this.#open) if (until <= now) this.#open.delete(each);
    this.#open.set(hash, now + LIMITS.invitationTtlMs);
    dropOldest(this.#open, LIMITS.invitationsMax);
  }

  isOpen(hash: string, now: number): boolean {
    return (this.#open.get(hash) ?? 0) > now;
  }

  /** From now on the session may enter, and the account if it has one. When there are too many, whoever was let in longest ago may not any more. */
  letIn({ sessionId, userId }: Pick<RoomUser, 'sessionId' | 'userId'>): void {
    moveToEnd(this.#sessions, sessionId, LIMITS.invitedMax);
    if (userId !== null) moveToEnd(this.#accounts, userId, LIMITS.invitedMax);
  }

  include({ sessionId, userId }: RoomUser): boolean {
    return this.#sessions.has(sessionId) || (userId !== null && this.#accounts.has(userId));
  }

  written(): WrittenInvitations {
    return { open: [...this.#open], sessions: [...this.#sessions], accounts: [...this.#accounts] };
  }
}

function moveToEnd<Each>(set: Set<Each>, each: Each, sizeMax: number): void {
  set.delete(each);
  set.add(each);
  dropOldest(set, sizeMax);
}

function dropOldest<Key>(
  all: { size: number; keys(): IterableIterator<Key>; delete(key: Key): boolean },
  sizeMax: number,
): void {
  const { value, done } = all.keys().next();
  if (all.size > sizeMax && done !== true) all.delete(value);
}
