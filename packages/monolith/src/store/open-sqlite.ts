import { Database } from 'bun:sqlite';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '@usher/kit';

/** How long a process that starts waits for others that make the tables; it has no rooms yet that would suffer. */
const START_BUSY_MS = 10_000;
/** How long it waits for another one's write later. Waiting blocks it, so this stays well below a lease (OWN-3). */
const BUSY_MS = 1000;

/**
 * Opens, and if need be makes, a database file that several processes use at once. Call `tablesMade` when the tables are there.
 * @throws ConfigError when the file cannot be used
 */
export function openSqlite(file: string): Database {
  try {
    return open(file);
  } catch (error) {
    throw new ConfigError(`Cannot open the database ${file}: ${(error as Error).message}`);
  }
}

function open(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file, { create: true, readwrite: true, strict: true });
  // Before the journal mode: two processes that start together would collide on changing it.
  database.run(`PRAGMA busy_timeout = ${START_BUSY_MS}`);
  database.run('PRAGMA journal_mode = WAL');
  // A crash of a process loses nothing; a power cut may lose the last moments.
  database.run('PRAGMA synchronous = NORMAL');
  return database;
}

/** From now on it does not wait for long. */
export function tablesMade(database: Database): void {
  database.run(`PRAGMA busy_timeout = ${BUSY_MS}`);
}
