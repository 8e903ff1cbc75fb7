import { join } from 'node:path';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { BunSqliteDialect } from './bun-sqlite-dialect.ts';
import { migrations } from './migrations.ts';
import { openSqlite } from './open-sqlite.ts';

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

/** Opens the file `usher.db` of the data directory and brings its tables up to date; several processes may do so at once. */
export async function openDurableStore(dataDir: string): Promise<DurableStore> {
  const store = new Kysely<DurableTables>({
    dialect: new BunSqliteDialect(openSqlite(join(dataDir, 'usher.db'))),
  });
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return store;
  await store.destroy();
  throw new Error('The tables of the database cannot be brought up to date', { cause: error });
}
