import { createHash, randomBytes } from 'node:crypto';
import type { RoomUser } from '../core/room/room-io.ts';
import type { DurableStore } from './durable-store.ts';
import { friendlyName } from './friendly-name.ts';

const DAY_MS = 86_400_000;
/** API-1 */
const ANONYMOUS_TTL_MS = 14 * DAY_MS;
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
    await this.#store.deleteFrom('sessions').where('expiresAt', '<=', now).execute();
    await this.#store
      .insertInto('sessions')
      .values({ id: hash(token), name: friendlyName(), userId: null, expiresAt: now + ANONYMOUS_TTL_MS })
      .execute();
    return token;
  }

  /** The user behind `token`, or `null`. Being used prolongs the session. */
  async find(token: string): Promise<RoomUser | null> {
    const now = this.#now();
    const session = await this.#store
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', hash(token))
      .where('expiresAt', '>', now)
      .executeTakeFirst();
    if (session === undefined) return null;
    const { id, name, userId, expiresAt } = session;
    if (expiresAt < now + ANONYMOUS_TTL_MS - SLIDE_AFTER_MS) await this.#slide(id, now);
    return { name, userId, isLoggedIn: userId !== null, sessionId: id };
  }

  async #slide(id: string, now: number): Promise<void> {
    await this.#store
      .updateTable('sessions')
      .set({ expiresAt: now + ANONYMOUS_TTL_MS })
      .where('id', '=', id)
      .execute();
  }
}

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');
