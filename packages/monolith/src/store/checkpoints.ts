import type { Database } from 'bun:sqlite';
import { Worker } from 'node:worker_threads';

/** 256 MiB: only if the thread does nothing for long does who writes bring its log into the file by itself, as SQLite does else at 4 MiB. */
const LOG_PAGES_MAX = 65_536;

/**
 * Brings the write-ahead log of a database into its file from another thread. That syncs the file, for 20 ms and more at each 1,000 pages, and
 * whoever writes to all rooms' file would stand still for it.
 */
export class Checkpoints implements AsyncDisposable {
  readonly #thread: Worker;
  readonly #ended: Promise<void>;

  /** @param failed hears why the log could not be brought into the file; it is tried again */
  constructor(database: Database, failed: (reason: string) => void) {
    database.run(`PRAGMA wal_autocheckpoint = ${LOG_PAGES_MAX}`);
    this.#thread = new Worker(new URL('./checkpoint-thread.ts', import.meta.url), {
      workerData: database.filename,
    });
    this.#thread.on('message', failed);
    this.#thread.on('error', ({ message }: Error) => failed(message));
    this.#ended = new Promise((resolve) => this.#thread.once('exit', () => resolve()));
    this.#thread.unref();
  }

  /** Returns when the thread no longer uses the file. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#thread.postMessage('end');
    await this.#ended;
  }
}
