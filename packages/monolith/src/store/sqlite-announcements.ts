import type { Database } from 'bun:sqlite';
import { ANNOUNCEMENTS_KEPT, type Announcements } from './live-state.ts';

interface Row {
  readonly number: number;
  readonly text: string;
}

/** The last announcements, numbered, in the live-state file. A number is never given twice, even when all are gone. */
export class SqliteAnnouncements {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.run(`CREATE TABLE IF NOT EXISTS announcements (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      text TEXT NOT NULL
    ) STRICT`);
  }

  /** To be called within a transaction that writes. */
  add(text: string): void {
    const { lastInsertRowid: number } = this.#database
      .query('INSERT INTO announcements (text) VALUES (?)')
      .run(text);
    this.#database
      .query('DELETE FROM announcements WHERE number <= ?')
      .run(Number(number) - ANNOUNCEMENTS_KEPT);
  }

  since(after: string | null): Announcements {
    if (after === null) return { cursor: String(this.#last()), texts: [] };
    const rows = this.#database
      .query<Row, [number]>('SELECT number, text FROM announcements WHERE number > ? ORDER BY number')
      .all(Number(after));
    const last = rows.at(-1);
    return {
      cursor: last === undefined ? after : String(last.number),
      texts: rows.map(({ text }) => text),
    };
  }

  #last(): number {
    const row = this.#database
      .query<{ number: number | null }, []>('SELECT max(number) AS number FROM announcements')
      .get();
    return row?.number ?? 0;
  }
}
