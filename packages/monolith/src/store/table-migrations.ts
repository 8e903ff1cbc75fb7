import { existsSync } from 'node:fs';
import { ConfigError } from '@usher/kit';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { connect, databaseFile } from './database-connection.ts';
import { migrations } from './migrations.ts';

type Steps = typeof migrations;

/**
 * Brings the tables up to date. One process at a time: SQLite's lock for writing, or an advisory lock of PostgreSQL, keeps others waiting.
 * @returns the names of the steps that were missing and have been done
 * @throws ConfigError when a newer Usher has been here
 */
export async function migrate<Tables>(
  store: Kysely<Tables>,
  steps: Steps = migrations,
): Promise<readonly string[]> {
  const { error, results = [] } = await migratorOf(store, steps).migrateToLatest();
  if (error !== undefined) throw unableTo(error);
  return results.map(({ migrationName }) => migrationName);
}

/** Opens the database, brings its tables up to date, and tells what was done. */
export async function migrateDatabase(dataDir: string, database: string): Promise<readonly string[]> {
  await using connection = await connect(dataDir, database);
  return await migrate(connection.store);
}

/** The names of the steps that the database misses. Nothing is made, not even the file. */
export async function missingMigrations(dataDir: string, database: string): Promise<readonly string[]> {
  if (database === 'sqlite' && !existsSync(databaseFile(dataDir))) return Object.keys(migrations);
  await using connection = await connect(dataDir, database);
  const steps = await migratorOf(connection.store, migrations).getMigrations();
  return steps.flatMap(({ name, executedAt }) => (executedAt === undefined ? [name] : []));
}

const migratorOf = <Tables>(db: Kysely<Tables>, steps: Steps) =>
  new Migrator({ db, provider: { getMigrations: async () => steps } });

function unableTo(error: unknown): Error {
  const { message } = error as Error;
  // Kysely says so when steps were done that this program does not know.
  if (message.startsWith('corrupted migrations')) {
    return new ConfigError(
      `The database was made by another version of Usher (${message}). Run that version, or a newer one.`,
    );
  }
  return new Error('The tables of the database cannot be brought up to date', { cause: error });
}
