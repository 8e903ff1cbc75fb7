import { join } from 'node:path';
import { Kysely, sql, type Dialect, type LogEvent } from 'kysely';
import { ask } from './ask.ts';
import { BunSqliteDialect } from './bun-sqlite-dialect.ts';
import { openSqlite, tablesMade } from './open-sqlite.ts';
import { publicUrl, StoreError } from './store-error.ts';

/** A database that answers, whatever its tables are. */
export interface Connection<Tables> extends AsyncDisposable {
  readonly store: Kysely<Tables>;
  /** To be called when its tables are up to date. */
  readonly ready: () => void;
}

/** Hears of every statement. `kind`: `select`, `insert`, `update`, `delete` or `other`. */
export type Queried = (kind: string, isOk: boolean, seconds: number) => void;

/** Where the database of an embedded store is. */
export const databaseFile = (dataDir: string): string => join(dataDir, 'usher.db');

/**
 * @param database `sqlite`, which is the file `usher.db` of the data directory, or the URL of a PostgreSQL (OWN-5)
 * @throws ConfigError, StoreError
 */
export async function connect<Tables>(
  dataDir: string,
  database: string,
  queried: Queried = () => {},
): Promise<Connection<Tables>> {
  const { dialect, ready } = await dialectOf(dataDir, database);
  const store = new Kysely<Tables>({ dialect, log: (event) => report(event, queried) });
  try {
    if (database !== 'sqlite') await reach(store, database);
    return { store, ready, [Symbol.asyncDispose]: () => store.destroy() };
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

/** PostgreSQL's is loaded only by those who use it. */
async function dialectOf(
  dataDir: string,
  database: string,
): Promise<{ dialect: Dialect; ready: () => void }> {
  if (database === 'sqlite') {
    const file = openSqlite(databaseFile(dataDir));
    return { dialect: new BunSqliteDialect(file), ready: () => tablesMade(file) };
  }
  const { postgresDialect } = await import('./postgres-dialect.ts');
  return { dialect: postgresDialect(database), ready: () => {} };
}

function report({ level, query, queryDurationMillis }: LogEvent, queried: Queried): void {
  const kind = /^(Select|Insert|Update|Delete)QueryNode$/.exec(query.query.kind)?.[1]?.toLowerCase();
  queried(kind ?? 'other', level === 'query', queryDurationMillis / 1000);
}

async function reach<Tables>(store: Kysely<Tables>, url: string): Promise<void> {
  await ask((options) => sql`select 1`.execute(store, options)).catch((error: StoreError) => {
    throw new StoreError(
      `Cannot use the database ${publicUrl(url)}: ${(error.cause as Error).message}. Start PostgreSQL there, or change monolith.database.`,
      { cause: error },
    );
  });
}
