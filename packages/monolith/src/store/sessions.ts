import { createHash, randomBytes } from 'node:crypto';
import type { RoomUser } from '../core/room/room-io.ts';
import { ask, type DurableStore } from './durable-store.ts';
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
    const session = {
      id: hash(token),
      name: friendlyName(),
      userId: null,
      expiresAt: now + ANONYMOUS_TTL_MS,
    };
    const expired = this.#store.deleteFrom('sessions').where('expiresAt', '<=', now);
    await ask((options) => expired.execute(options));
    const insert = this.#store.insertInto('sessions').values(session);
    await ask((options) => insert.execute(options));
    return token;
  }

  /** The user behind `token`, or `null`. Being used prolongs the session. */
  async find(token: string): Promise<RoomUser | null> {
    const now = this.#now();
    const wanted = this.#store
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', hash(token))
      .where('expiresAt', '>', now);
    const session = await ask((options) => wanted.executeTakeFirst(options));
    if (session === undefined) return null;
    const { id, name, userId, expiresAt } = session;
    if (expiresAt < now + ANONYMOUS_TTL_MS - SLIDE_AFTER_MS) await this.#slide(id, now);
    return { name, userId, isLoggedIn: userId !== null, sessionId: id };
  }

  async #slide(id: string, now: number): Promise<void> {
    const update = this.#store
      .updateTable('sessions')
      .set({ expiresAt: now + ANONYMOUS_TTL_MS })
      .where('id', '=', id);
    await ask((options) => update.execute(options));
  }
}

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');
