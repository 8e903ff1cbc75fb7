import type { ClientId } from '@usher/protocol';
import type { BanName, RoomUser } from './room-io.ts';

/** Somebody who may not enter the room (ROM-34). Who they are is never shown, `id` and `name` are. */
export interface Ban {
  /** Opaque: who may lift the ban names it so. */
  readonly id: string;
  /** What they were called; `null` for an account that was not there. */
  readonly name: string | null;
  readonly userId: number | null;
  readonly sessions: readonly string[];
  readonly addresses: readonly string[];
  /** The connections that were closed for it. */
  readonly clients: readonly ClientId[];
}

/** What one ban remembers of each kind, the latest: an account that comes again and again does not fill the room. */
const EACH_MAX = 4;

/** Who is banned from a room. */
export class Bans {
  readonly #bans: Map<string, Ban>;

  constructor(bans: Iterable<Ban> = []) {
    this.#bans = new Map([...bans].map((ban) => [ban.id, ban]));
  }

  get size(): number {
    return this.#bans.size;
  }

  [Symbol.iterator](): IterableIterator<Ban> {
    return this.#bans.values();
  }

  /** `address` is `null` when it is not known, or does not count. */
  forbid({ userId, sessionId }: RoomUser, address: string | null): boolean {
    return [...this].some(
      (ban) =>
        (userId !== null && ban.userId === userId) ||
        ban.sessions.includes(sessionId) ||
        (address !== null && ban.addresses.includes(address)),
    );
  }

  /** The ban of the same account, or of one of the same sessions unless it is another account's. */
  like({ userId, sessions }: Pick<Ban, 'userId' | 'sessions'>): Ban | undefined {
    return [...this].find((ban) => {
      if (userId !== null && ban.userId !== null) return ban.userId === userId;
      return ban.sessions.some((each) => sessions.includes(each));
    });
  }

  find(name: BanName): Ban | undefined {
    if ('banId' in name) return this.#bans.get(name.banId);
    return [...this].find((ban) =>
      'userId' in name ? ban.userId === name.userId : ban.clients.some((client) => client === name.clientId),
    );
  }

  set(ban: Ban): void {
    this.#bans.set(ban.id, ban);
  }

  delete({ id }: Ban): void {
    this.#bans.delete(id);
  }
}

/** One ban in place of two of the same people. */
export function mergeBans(earlier: Ban, { name, userId, sessions, addresses, clients }: Ban): Ban {
  return {
    id: earlier.id,
    name: name ?? earlier.name,
    userId: userId ?? earlier.userId,
    sessions: latest([...earlier.sessions, ...sessions]),
    addresses: latest([...earlier.addresses, ...addresses]),
    clients: latest([...earlier.clients, ...clients]),
  };
}

/** The last few of `all`, each once. */
export function latest<Each>(all: readonly Each[]): Each[] {
  return [...new Set(all.toReversed())].slice(0, EACH_MAX).toReversed();
}
