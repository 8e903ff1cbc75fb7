import { randomBytes } from 'node:crypto';
import type { RoomUser } from '../core/room/room-io.ts';
import type { Account } from './account-table.ts';
import { ask } from './ask.ts';
import type { DurableStore } from './durable-store.ts';
import { friendlyName } from './friendly-name.ts';
import { sha256 } from './sha256.ts';

const DAY_MS = 86_400_000;
/** How long a session lives after its last use (API-1). */
export const SESSION_TTL_MS = { anonymous: 14 * DAY_MS, loggedIn: 120 * DAY_MS } as const;
/** Sliding costs a write; once a day is often enough. */
const SLIDE_AFTER_MS = DAY_MS;

/** Who holds which token; valid on every Monolith that shares the database (API-1, API-3). */
export class Sessions {
  readonly #store: DurableStore;
  readonly #now: () => number;

  constructor(store: DurableStore, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /** Begins an anonymous session and returns its token, which is stored nowhere: 256 random bits (API-1). */
  async grant(): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.#now();
    const session = {
      id: sessionIdOf(token),
      name: friendlyName(),
      userId: null,
      expiresAt: now + SESSION_TTL_MS.anonymous,
    };
    const expired = this.#store.deleteFrom('sessions').where('expiresAt', '<=', now);
    await ask((options) => expired.execute(options));
    const insert = this.#store.insertInto('sessions').values(session);
    await ask((options) => insert.execute(options));
    return token;
  }

  /** The user behind `token`, or `null`. Being used prolongs the session. */
  find(token: string): Promise<RoomUser | null> {
    return this.findById(sessionIdOf(token));
  }

  /** As `find`, by the session's stored id. */
  async findById(sessionId: string): Promise<RoomUser | null> {
    const now = this.#now();
    const wanted = this.#store
      .selectFrom('sessions')
      .leftJoin('users', 'users.id', 'sessions.userId')
      .select(['sessions.name', 'sessions.expiresAt', 'users.id as userId', 'users.name as accountName'])
      .where('sessions.id', '=', sessionId)
      .where('sessions.expiresAt', '>', now);
    const session = await ask((options) => wanted.executeTakeFirst(options));
    if (session === undefined) return null;
    const { name, accountName, userId, expiresAt } = session;
    const isLoggedIn = userId !== null;
    const end = this.#endOf(isLoggedIn);
    if (expiresAt < end - SLIDE_AFTER_MS) await this.#set(sessionId, { expiresAt: end });
    return { name: accountName ?? name, userId, isLoggedIn, sessionId };
  }

  /** Another name for a session in which nobody is logged in. */
  rename(sessionId: string, name: string): Promise<void> {
    return this.#set(sessionId, { name });
  }

  /** Logs an account in. `false`: its password was changed, or the session ended, since `account` was read. */
  async logIn(sessionId: string, { id, passwordHash }: Account): Promise<boolean> {
    const unchanged = this.#store
      .selectFrom('users')
      .select('users.id')
      .where('users.id', '=', id)
      .where('users.passwordHash', '=', passwordHash);
    const update = this.#store
      .updateTable('sessions')
      .set({ userId: id, expiresAt: this.#endOf(true) })
      .where('id', '=', sessionId)
      .where((is) => is.exists(unchanged));
    const { numUpdatedRows } = await ask((options) => update.executeTakeFirst(options));
    return numUpdatedRows > 0n;
  }

  /** The session is anonymous again, and nobody's old name sticks to it. */
  logOut(sessionId: string): Promise<void> {
    return this.#set(sessionId, { userId: null, name: friendlyName(), expiresAt: this.#endOf(false) });
  }

  /** Ends all sessions of an account but one. */
  async endOthers(userId: number, sessionId: string): Promise<void> {
    const others = this.#store
      .deleteFrom('sessions')
      .where('userId', '=', userId)
      .where('id', '<>', sessionId);
    await ask((options) => others.execute(options));
  }

  #endOf(isLoggedIn: boolean): number {
    return this.#now() + (isLoggedIn ? SESSION_TTL_MS.loggedIn : SESSION_TTL_MS.anonymous);
  }

  async #set(
    sessionId: string,
    columns: { name?: string; userId?: null; expiresAt?: number },
  ): Promise<void> {
    const update = this.#store.updateTable('sessions').set(columns).where('id', '=', sessionId);
    await ask((options) => update.execute(options));
  }
}

/** Under which a token's session is stored. */
export const sessionIdOf = (token: string): string => sha256(token);
