import type { Database } from 'bun:sqlite';
import { join } from 'node:path';
import type { MonolithId, RoomKey } from '@usher/protocol';
import type { Checkpoints } from './checkpoints.ts';
import type { Announcements, Claim, LiveState, SpendLimit, Spent } from './live-state.ts';
import { machineUptimeMs } from './machine-uptime.ts';
import { openSqlite, tablesMade } from './open-sqlite.ts';
import { thisProcess, type ProcessIdentity } from './process-identity.ts';
import { SqliteAnnouncements } from './sqlite-announcements.ts';
import { SqliteBudgets } from './sqlite-budgets.ts';
import { SqliteSessions } from './sqlite-sessions.ts';

interface RoomRow {
  readonly epoch: number;
  readonly owner: MonolithId | null;
  readonly state: string;
  readonly expiresAt: number | null;
}

/** Rooms past their time that nobody owns; sessions that are over must have been swept. */
const FORGOTTEN =
  '(rooms.expiresAt <= $now AND (rooms.owner IS NULL OR rooms.owner NOT IN (SELECT id FROM sessions)))';

/** Where the embedded live state is. */
export const liveStateFile = (dataDir: string): string => join(dataDir, 'live.db');

/** The live state of one machine's Monoliths, in the file `live.db` of the data directory (OWN-5, embedded). */
export class SqliteLiveState implements LiveState {
  readonly #database: Database;
  readonly #sessions: SqliteSessions;
  readonly #budgets: SqliteBudgets;
  readonly #announcements: SqliteAnnouncements;
  readonly #wallTime: () => number;
  readonly #checkpoints: Checkpoints | undefined;

  /** @param options.checkpoints without them, whoever writes waits for the disk now and then */
  constructor(options: {
    dataDir: string;
    checkpoints?: (database: Database) => Checkpoints;
    process?: ProcessIdentity;
    uptimeMs?: () => number;
    wallTime?: () => number;
  }) {
    this.#wallTime = options.wallTime ?? Date.now;
    this.#database = openSqlite(liveStateFile(options.dataDir));
    this.#sessions = new SqliteSessions(
      this.#database,
      options.process ?? thisProcess(),
      options.uptimeMs ?? machineUptimeMs,
    );
    this.#budgets = new SqliteBudgets(this.#database, this.#wallTime);
    this.#announcements = new SqliteAnnouncements(this.#database);
    this.#database.run(`CREATE TABLE IF NOT EXISTS rooms (
      room TEXT PRIMARY KEY,
      epoch INTEGER NOT NULL,
      owner TEXT,
      state TEXT NOT NULL,
      ttlMs INTEGER,
      expiresAt INTEGER
    ) STRICT`);
    this.#database.run('CREATE INDEX IF NOT EXISTS roomsByExpiry ON rooms (expiresAt)');
    tablesMade(this.#database);
    this.#checkpoints = options.checkpoints?.(this.#database);
  }

  async now(): Promise<number> {
    return this.#wallTime();
  }

  async openSession(id: MonolithId): Promise<void> {
    this.#atomically(() => this.#sessions.open(id));
  }

  async renewSession(id: MonolithId): Promise<boolean> {
    return this.#atomically(() => this.#sessions.renew(id));
  }

  async endSession(id: MonolithId): Promise<void> {
    this.#atomically(() => this.#sessions.end(id));
  }

  async create(room: RoomKey, state: string, ttlMs: number | null): Promise<boolean> {
    return this.#atomically(() => {
      this.#sweep();
      const now = this.#wallTime();
      const { changes } = this.#database
        .query(
          `INSERT INTO rooms (room, epoch, owner, state, ttlMs, expiresAt) VALUES ($room, 0, NULL, $state, $ttlMs, $expiresAt)
           ON CONFLICT (room) DO UPDATE SET owner = NULL, state = $state, ttlMs = $ttlMs, expiresAt = $expiresAt
           WHERE ${FORGOTTEN}`,
        )
        .run({ room, state, ttlMs, expiresAt: ttlMs === null ? null : now + ttlMs, now });
      return changes === 1;
    });
  }

  async claim(room: RoomKey, by: MonolithId): Promise<Claim> {
    return this.#atomically((): Claim => {
      if (!this.#sessions.isValid(by)) return { kind: 'session-over' };
      const row = this.#read(room);
      if (row === null) return { kind: 'missing' };
      const { owner, state } = row;
      const retryMs = owner === null || owner === by ? 0 : this.#sessions.remainingMs(owner);
      if (owner !== null && retryMs > 0) return { kind: 'owned', by: owner, retryMs };
      if (owner !== by && this.#isExpired(row)) return { kind: 'missing' };
      const epoch = Math.max(row.epoch + 1, this.#seconds());
      this.#database.query('UPDATE rooms SET owner = ?, epoch = ? WHERE room = ?').run(by, epoch, room);
      return { kind: 'claimed', epoch, state };
    });
  }

  /** One statement is atomic by itself: this is what a busy Monolith does most. */
  async save(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    const { changes } = this.#database
      .query(
        'UPDATE rooms SET state = ?, expiresAt = ? + ttlMs WHERE room = ? AND epoch = ? AND owner IS NOT NULL',
      )
      .run(state, this.#wallTime(), room, epoch);
    return changes === 1;
  }

  async release(room: RoomKey, epoch: number, state: string): Promise<boolean> {
    const { changes } = this.#database
      .query(
        `UPDATE rooms SET state = ?, owner = NULL, expiresAt = ? + ttlMs
         WHERE room = ? AND epoch = ? AND owner IS NOT NULL`,
      )
      .run(state, this.#wallTime(), room, epoch);
    return changes === 1;
  }

  /** The row stays for a moment as one that has expired: the epochs of the name go on from it. */
  async remove(room: RoomKey, epoch: number): Promise<boolean> {
    const { changes } = this.#database
      .query(
        `UPDATE rooms SET state = '', owner = NULL, expiresAt = 0 WHERE room = ? AND epoch = ? AND owner IS NOT NULL`,
      )
      .run(room, epoch);
    return changes === 1;
  }

  async spend(budget: string, points: number, limit: SpendLimit): Promise<Spent> {
    return this.#atomically(() => this.#budgets.spend(budget, points, limit));
  }

  async announce(text: string): Promise<void> {
    this.#atomically(() => this.#announcements.add(text));
  }

  async announcements(after: string | null): Promise<Announcements> {
    return this.#announcements.since(after);
  }

  async close(): Promise<void> {
    await this.#checkpoints?.[Symbol.asyncDispose]();
    this.#database.close();
  }

  #read(room: RoomKey): RoomRow | null {
    return this.#database
      .query<RoomRow, [string]>('SELECT epoch, owner, state, expiresAt FROM rooms WHERE room = ?')
      .get(room);
  }

  #isExpired({ expiresAt }: RoomRow): boolean {
    return expiresAt !== null && expiresAt <= this.#wallTime();
  }

  /** Deletes what is forgotten; not before its epoch lies in the past, or a new room could be given it again. */
  #sweep(): void {
    this.#sessions.sweep();
    this.#database
      .query(`DELETE FROM rooms WHERE ${FORGOTTEN} AND epoch < $seconds`)
      .run({ now: this.#wallTime(), seconds: this.#seconds() });
  }

  #seconds(): number {
    return Math.floor(this.#wallTime() / 1000);
  }

  #atomically<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }
}
