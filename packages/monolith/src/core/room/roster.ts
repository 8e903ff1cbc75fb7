import type { ClientId, PlayerStatus } from '@usher/protocol';
import type { RoomUser } from './room-io.ts';

export interface Member {
  readonly id: ClientId;
  readonly user: RoomUser;
  readonly status: PlayerStatus;
  /** `null`: not known. Never shown to others. */
  readonly address: string | null;
}

/** Replaced connections that are remembered: each is asked for at most once, soon after it was replaced. */
const REPLACED_MAX = 64;

/** Who is in a room, in the order of their joins. Suspended members are in it too, but hear nothing (LNK-41). */
export class Roster {
  readonly #members = new Map<ClientId, Member>();
  /** Until when, in room time; the longest-suspended first. */
  readonly #suspensions = new Map<ClientId, number>();

  /** Connections whose place another one has taken, the latest last. */
  readonly #replaced: Set<ClientId>;

  constructor(replaced: Iterable<ClientId> = []) {
    this.#replaced = new Set(replaced);
  }

  get size(): number {
    return this.#members.size;
  }

  [Symbol.iterator](): IterableIterator<Member> {
    return this.#members.values();
  }

  get(id: ClientId): Member | undefined {
    return this.#members.get(id);
  }

  has(id: ClientId): boolean {
    return this.#members.has(id);
  }

  isAttached(id: ClientId): boolean {
    return this.#members.has(id) && !this.#suspensions.has(id);
  }

  get replaced(): Iterable<ClientId> {
    return this.#replaced;
  }

  /** Adds a member, or puts a new version of it in its old place. */
  set(member: Member): void {
    this.#members.set(member.id, member);
    this.#replaced.delete(member.id);
  }

  delete(id: ClientId): void {
    this.#members.delete(id);
    this.#suspensions.delete(id);
  }

  /** As `delete`; should it resume after all, it is a newcomer (LNK-41). */
  replace(id: ClientId): void {
    this.delete(id);
    this.#replaced.add(id);
    const [oldest] = this.#replaced;
    if (this.#replaced.size > REPLACED_MAX && oldest !== undefined) this.#replaced.delete(oldest);
  }

  wasReplaced(id: ClientId): boolean {
    return this.#replaced.has(id);
  }

  suspend(id: ClientId, until: number): void {
    this.#suspensions.set(id, until);
  }

  attach(id: ClientId): void {
    this.#suspensions.delete(id);
  }

  /** A member of that session, rather one who is attached. */
  ofSession(sessionId: string): Member | undefined {
    const members = [...this].filter(({ user }) => user.sessionId === sessionId);
    return members.find(({ id }) => this.isAttached(id)) ?? members[0];
  }

  longestSuspendedOf(sessionId: string): Member | undefined {
    for (const id of this.#suspensions.keys()) {
      const member = this.#members.get(id);
      if (member?.user.sessionId === sessionId) return member;
    }
    return undefined;
  }

  /** Whose suspension is over at `now`. */
  overdue(now: number): ClientId[] {
    return [...this.#suspensions].filter(([, until]) => until <= now).map(([id]) => id);
  }

  /** When the next suspension is over; Infinity without any. */
  deadlineMs(): number {
    return Math.min(...this.#suspensions.values());
  }
}
