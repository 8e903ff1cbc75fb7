import { Database } from 'bun:sqlite';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigError } from '@usher/kit';
import { databaseFile } from './database-connection.ts';
import { liveStateFile } from './sqlite-live-state.ts';
import { StoreError } from './store-error.ts';

/** How long it waits for a Monolith's write; reading itself keeps nobody waiting. */
const BUSY_MS = 10_000;

export interface BackUpOptions {
  readonly dataDir: string;
  /** The directory that the copy becomes: a data directory itself. */
  readonly target: string;
  /** Whether an earlier backup of that name may be replaced. */
  readonly force: boolean;
  /** Whether room states are in the data directory, too. */
  readonly isLiveStateHere: boolean;
}

/**
 * Copies the SQLite files of a data directory while Monoliths use it, each as it is at one moment. It has its name only when it is whole and
 * has been checked.
 * @returns the names of the files
 * @throws ConfigError, StoreError
 */
export function backUp({ dataDir, target, force, isLiveStateHere }: BackUpOptions): readonly string[] {
  // Room states first: the database, copied later, then knows every account that they name.
  const files = [...(isLiveStateHere ? [liveStateFile(dataDir)] : []), databaseFile(dataDir)];
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined)
    throw new ConfigError(`There is no ${missing} to back up: is monolith.data_dir the right directory?`);
  if (resolve(target) === resolve(dataDir))
    throw new ConfigError(`${target} is the data directory itself: choose another name.`);
  if (existsSync(target)) requireReplaceable(target, force);

  const partial = resolve(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 }); // it holds addresses and hashes of passwords
  try {
    for (const file of files) copy(file, join(partial, basename(file)));
    if (isLiveStateHere) endSessions(liveStateFile(partial));
    for (const file of files) verify(join(partial, basename(file)));
    sync(partial);
    replace(target, partial);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return files.map((file) => basename(file));
}

/** Nothing but an earlier backup is ever removed; one that somebody works with has more files. */
function requireReplaceable(target: string, force: boolean): void {
  if (!force)
    throw new ConfigError(`${target} exists already: choose another name, or replace it with --force.`);
  const isBackup = statSync(target).isDirectory() && readdirSync(target).every((name) => COPIES.has(name));
  if (!isBackup) throw new ConfigError(`${target} is something else than a backup: choose another name.`);
}

const COPIES: ReadonlySet<string> = new Set(
  [databaseFile('.'), liveStateFile('.')].map((file) => basename(file)),
);

function copy(from: string, to: string): void {
  try {
    using database = new Database(from, { readwrite: true, create: false, strict: true });
    database.run(`PRAGMA busy_timeout = ${BUSY_MS}`);
    database.run('VACUUM INTO ?', [to]);
  } catch (error) {
    throw new StoreError(`Cannot copy ${from}: ${(error as Error).message}`, { cause: error });
  }
}

/** The Monoliths of today are not those of a restored copy: no room is anyone's there (OWN-2). */
function endSessions(liveState: string): void {
  using database = new Database(liveState, { readwrite: true, create: false, strict: true });
  database.run('DELETE FROM sessions');
}

function verify(file: string): void {
  using database = new Database(file, { readonly: true, strict: true });
  const verdicts = database.query<{ integrity_check: string }, []>('PRAGMA integrity_check').all();
  const complaints = verdicts.map(({ integrity_check }) => integrity_check).filter((text) => text !== 'ok');
  if (complaints.length > 0)
    throw new StoreError(
      `The copy of ${basename(file)} is damaged, and so its origin may be: ${complaints.join('; ')}`,
    );
}

/** SQLite leaves it to the system when a copy reaches the disk. */
function sync(directory: string): void {
  for (const path of [...readdirSync(directory).map((name) => join(directory, name)), directory]) {
    const descriptor = openSync(path, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}

function replace(target: string, by: string): void {
  const old = `${by}.old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(by, target);
  rmSync(old, { recursive: true, force: true });
}
