import type { Video } from '@usher/protocol';
import { video } from '@usher/protocol/schemas';
import { z } from 'zod';
import { ask } from './ask.ts';
import type { DurableStore } from './durable-store.ts';
import { sha256 } from './sha256.ts';

/** What was found, under the name of what was looked up. */
export interface MediaCacheEntry {
  readonly key: string;
  readonly videos: readonly Video[];
  readonly forMs: number;
}

const ROWS_MAX = 100_000;
/** A long playlist; what is larger is not worth keeping. */
const ROW_LENGTH_MAX = 128 * 1024;
/** Rows that this process writes before it looks whether there are too many. */
const SWEEP_AFTER_ROWS = 1000;

const videos = z.array(video);

/** Metadata that was looked up, for all Monoliths that share the database (MED-2). */
export class MediaCache {
  readonly #store: DurableStore;
  readonly #now: () => number;
  readonly #rowsMax: number;
  #unswept = Infinity;

  constructor(store: DurableStore, { now = Date.now, rowsMax = ROWS_MAX } = {}) {
    this.#store = store;
    this.#now = now;
    this.#rowsMax = rowsMax;
  }

  /** What is known, by key. */
  async find(keys: readonly string[]): Promise<Map<string, readonly Video[]>> {
    if (keys.length === 0) return new Map();
    // Links may be long; the key of a row is not.
    const keyOf = new Map(keys.map((key) => [sha256(key), key]));
    const wanted = this.#store
      .selectFrom('mediaCache')
      .select(['id', 'videos'])
      .where('id', 'in', [...keyOf.keys()])
      .where('expiresAt', '>', this.#now());
    const rows = await ask((options) => wanted.execute(options));
    const found = new Map<string, readonly Video[]>();
    for (const row of rows) {
      const read = videos.safeParse(JSON.parse(row.videos)); // another version may have written it
      const key = keyOf.get(row.id);
      if (read.success && key !== undefined) found.set(key, read.data);
    }
    return found;
  }

  async keep(entries: readonly MediaCacheEntry[]): Promise<void> {
    const now = this.#now();
    const rows = new Map(
      entries.map(({ key, videos: found, forMs }) => {
        const id = sha256(key);
        return [id, { id, videos: JSON.stringify(found), expiresAt: now + forMs }];
      }),
    );
    const kept = [...rows.values()].filter((row) => row.videos.length <= ROW_LENGTH_MAX);
    if (kept.length === 0) return;
    const insert = this.#store
      .insertInto('mediaCache')
      .values(kept)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          videos: row.ref('excluded.videos'),
          expiresAt: row.ref('excluded.expiresAt'),
        })),
      );
    await ask((options) => insert.execute(options));
    this.#unswept += kept.length;
    if (this.#unswept >= SWEEP_AFTER_ROWS) await this.#sweep(now);
  }

  /** Deletes what has expired, and of too many those that would expire next. */
  async #sweep(now: number): Promise<void> {
    this.#unswept = 0;
    const expired = this.#store.deleteFrom('mediaCache').where('expiresAt', '<=', now);
    await ask((options) => expired.execute(options));
    const surplus = this.#store
      .deleteFrom('mediaCache')
      .where('id', 'in', (rows) =>
        rows
          .selectFrom('mediaCache')
          .select('id')
          .orderBy('expiresAt', 'desc')
          .limit(BEYOND_ANY)
          .offset(this.#rowsMax),
      );
    await ask((options) => surplus.execute(options));
  }
}

/** SQLite has no offset without a limit. */
const BEYOND_ANY = 1_000_000_000;
