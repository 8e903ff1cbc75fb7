import { Database, SQLiteError } from 'bun:sqlite';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '@usher/kit';

/** How long a process that starts waits for others that make the tables; it has no rooms yet that would suffer. */
const START_BUSY_MS = 10_000;
const SWITCH_RETRY_MS = 5;
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
  database.run(`PRAGMA busy_timeout = ${START_BUSY_MS}`);
  switchToWriteAheadLog(database);
  // A crash of a process loses nothing; a power cut may lose the last moments.
  database.run('PRAGMA synchronous = NORMAL');
  return database;
}

/**
 * Needs the file for itself for a moment. Where two processes switch at once, SQLite does not wait for the other, since both might wait: one is
 * told that the file is busy, and asks again.
 */
function switchToWriteAheadLog(database: Database): void {
  const deadline = performance.now() + START_BUSY_MS;
  for (;;) {
    try {
      database.run('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      const isBusy = error instanceof SQLiteError && error.code?.startsWith('SQLITE_BUSY') === true;
      if (!isBusy || performance.now() > deadline) throw error;
      Bun.sleepSync(SWITCH_RETRY_MS);
    }
  }
}

/** From now on it does not wait for long. */
export function tablesMade(database: Database): void {
  database.run(`PRAGMA busy_timeout = ${BUSY_MS}`);
}
