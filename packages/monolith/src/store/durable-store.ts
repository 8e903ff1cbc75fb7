import { join } from 'node:path';
import { Kysely, sql, type AbortableQueryOptions, type Dialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { BunSqliteDialect } from './bun-sqlite-dialect.ts';
import { migrations } from './migrations.ts';
import { openSqlite, tablesMade } from './open-sqlite.ts';
import { publicUrl, StoreError } from './store-error.ts';

/** How long a question to the database may take. */
const ANSWER_MS = 3000;

/** What outlives rooms and processes: the tables, as `migrations.ts` makes them. Times are Unix ms. */
interface DurableTables {
  sessions: {
    /** SHA-256 of the token: whoever reads the table cannot use what is in it (API-1). */
    id: string;
    name: string;
    userId: number | null;
    expiresAt: number;
  };
}

export type DurableStore = Kysely<DurableTables>;

/**
 * Opens the database and brings its tables up to date; several processes may do so at once.
 * @param database `sqlite`, which is the file `usher.db` of the data directory, or the URL of a PostgreSQL (OWN-5)
 * @throws ConfigError, StoreError
 */
export async function openDurableStore(dataDir: string, database = 'sqlite'): Promise<DurableStore> {
  const { dialect, ready } = await dialectOf(dataDir, database);
  const store = new Kysely<DurableTables>({ dialect });
  try {
    if (database !== 'sqlite') await reach(store, database);
    const migrator = new Migrator({ db: store, provider: { getMigrations: async () => migrations } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined)
      throw new Error('The tables of the database cannot be brought up to date', { cause: error });
    ready();
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

/**
 * Puts one question to the database, in bounded time.
 * @throws StoreError
 */
export async function ask<T>(question: (options: AbortableQueryOptions) => Promise<T>): Promise<T> {
  try {
    return await question({ signal: AbortSignal.timeout(ANSWER_MS) });
  } catch (error) {
    throw new StoreError(`The database: ${(error as Error).message}`, { cause: error });
  }
}

/** Loaded only by those who use it. */
async function dialectOf(
  dataDir: string,
  database: string,
): Promise<{ dialect: Dialect; ready: () => void }> {
  if (database === 'sqlite') {
    const file = openSqlite(join(dataDir, 'usher.db'));
    return { dialect: new BunSqliteDialect(file), ready: () => tablesMade(file) };
  }
  const { postgresDialect } = await import('./postgres-dialect.ts');
  return { dialect: postgresDialect(database), ready: () => {} };
}

async function reach(store: DurableStore, url: string): Promise<void> {
  await ask((options) => sql`select 1`.execute(store, options)).catch((error: StoreError) => {
    throw new StoreError(
      `Cannot use the database ${publicUrl(url)}: ${(error.cause as Error).message}. Start PostgreSQL there, or change monolith.database.`,
      { cause: error },
    );
  });
}
