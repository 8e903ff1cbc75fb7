import { Database } from 'bun:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

/** So often what was written is brought from the log into the file. */
const INTERVAL_MS = 1000;
/** 32 MiB. With more in it the log is made to start from the beginning, for which who writes waits some milliseconds. */
const LOG_PAGES_MAX = 8192;
/** How long a start from the beginning waits for others who use the file. */
const BUSY_MS = 1000;

/** The thread behind `Checkpoints`: it waits for the disk so that the thread of the rooms need not. `workerData` is the file. */
const database = new Database(workerData as string, { readwrite: true, strict: true });
database.run(`PRAGMA busy_timeout = ${BUSY_MS}`);
database.run('PRAGMA synchronous = NORMAL');

const timer = setInterval(checkpoint, INTERVAL_MS);
parentPort?.once('message', () => {
  clearInterval(timer);
  database.close();
  parentPort?.close();
});

/** PASSIVE makes nobody wait; but where somebody writes all the time, it never finds the log copied to its end, from where it starts anew by itself. */
function checkpoint(): void {
  try {
    if (pagesInLog('PASSIVE') > LOG_PAGES_MAX) pagesInLog('RESTART');
  } catch (error) {
    parentPort?.postMessage((error as Error).message);
  }
}

function pagesInLog(mode: 'PASSIVE' | 'RESTART'): number {
  return database.query<{ log: number }, []>(`PRAGMA wal_checkpoint(${mode})`).get()?.log ?? 0;
}
