import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import type { Database } from 'bun:sqlite';
import { openSync, readSync, closeSync, statSync } from 'node:fs';
import { until } from '@usher/kit/testing';
import { Checkpoints } from './checkpoints.ts';
import { temporaryDirectory } from '../testing/test-monolith.ts';
import { openSqlite } from './open-sqlite.ts';

const PAGE_BYTES = 4096;

describe('[OWN-5] checkpoints of the embedded store', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let database: Database;
  let file: string;
  let failures: string[];
  let checkpoints: Checkpoints;

  beforeEach(() => {
    directory = temporaryDirectory();
    file = `${directory.path}/live.db`;
    database = openSqlite(file);
    database.run('CREATE TABLE pages (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
    failures = [];
    checkpoints = new Checkpoints(database, (reason) => failures.push(reason));
  });

  afterEach(() => {
    database.close();
    directory.remove();
  });

  it('bring what was written into the file, though nobody who writes does', async () => {
    write(1, 2000);
    await until('the rows are in the file', () => statSync(file).size > 2000 * PAGE_BYTES);
    await checkpoints[Symbol.asyncDispose]();
    expect(failures).toEqual([]);
  });

  it('start a long log from its beginning, under steady writing', async () => {
    const before = saltOfLog();
    write(1, 9000);
    let next = 0;
    await until('the log has started anew', () => {
      write((next++ % 9000) + 1, 1);
      return !saltOfLog().equals(before);
    });
    await checkpoints[Symbol.asyncDispose]();
    expect(failures).toEqual([]);
    expect(database.query('SELECT count(*) AS count FROM pages').get()).toEqual({ count: 9000 });
  });

  it('end when they are told to, and leave the file to others', async () => {
    await checkpoints[Symbol.asyncDispose]();
    write(1, 1);
    expect(database.query('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0 });
  });

  it('tell when the thread cannot work, and still end', async () => {
    const gone = { filename: `${directory.path}/none/live.db`, run: () => {} } as unknown as Database;
    const broken = new Checkpoints(gone, (reason) => failures.push(reason));
    await until('it is told', () => failures.length > 0);
    await broken[Symbol.asyncDispose]();
    await checkpoints[Symbol.asyncDispose]();
  });

  function write(first: number, count: number): void {
    const insert = database.query('INSERT OR REPLACE INTO pages VALUES (?, ?)');
    database.transaction(() => {
      for (let number = first; number < first + count; number++) insert.run(number, 'x'.repeat(4000));
    })();
  }

  /** Changes when the log starts from its beginning (the file format of SQLite's write-ahead log). */
  function saltOfLog(): Buffer {
    const salt = Buffer.alloc(8);
    const log = openSync(`${file}-wal`, 'r');
    readSync(log, salt, 0, 8, 16);
    closeSync(log);
    return salt;
  }
});
