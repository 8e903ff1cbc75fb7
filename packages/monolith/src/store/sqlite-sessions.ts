import type { Database } from 'bun:sqlite';
import type { MonolithId } from '@usher/protocol';
import { LEASE } from './live-state.ts';
import { isGone, type ProcessIdentity } from './process-identity.ts';

interface SessionRow {
  readonly id: MonolithId;
  readonly pid: number;
  readonly startTime: string | null;
  readonly bootId: string | null;
  readonly pidNamespace: string | null;
  /** In the uptime of the machine that `bootId` stands for. */
  readonly leaseUntil: number;
}

/** The sessions of Monoliths in the live-state file (OWN-2, OWN-5). To be called within a transaction that writes. */
export class SqliteSessions {
  readonly #database: Database;
  readonly #self: ProcessIdentity;
  readonly #uptimeMs: () => number;
  /** Leases whose clock is not ours: what they said when we first saw them, and when that was. */
  readonly #watched = new Map<MonolithId, { leaseUntil: number; since: number }>();

  constructor(database: Database, self: ProcessIdentity, uptimeMs: () => number) {
    this.#database = database;
    this.#self = self;
    this.#uptimeMs = uptimeMs;
    database.run(`CREATE TABLE IF NOT EXISTS sessions (
      id TEXT PRIMARY KEY,
      pid INTEGER NOT NULL,
      startTime TEXT,
      bootId TEXT,
      pidNamespace TEXT,
      leaseUntil INTEGER NOT NULL
    ) STRICT`);
  }

  open(id: MonolithId): void {
    const { pid, startTime, bootId, pidNamespace } = this.#self;
    this.#database
      .query('INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, pid, startTime, bootId, pidNamespace, this.#uptimeMs() + LEASE.validMs);
  }

  /** `false`: it is over. One that has run out is not revived, whether or not somebody has noticed yet. */
  renew(id: MonolithId): boolean {
    if (!this.isValid(id)) return false;
    const until = this.#uptimeMs() + LEASE.validMs;
    this.#database.query('UPDATE sessions SET leaseUntil = ? WHERE id = ?').run(until, id);
    return true;
  }

  end(id: MonolithId): void {
    this.#watched.delete(id);
    this.#database.query('DELETE FROM sessions WHERE id = ?').run(id);
  }

  isValid(id: MonolithId): boolean {
    return this.remainingMs(id) > 0;
  }

  /** What is left of a session, ms. One that is found over is deleted, so that it never revives. */
  remainingMs(id: MonolithId): number {
    const session = this.#database.query<SessionRow, [string]>('SELECT * FROM sessions WHERE id = ?').get(id);
    if (session === null) return 0;
    const remaining = isGone(session, this.#self) ? 0 : this.#remainingOf(session);
    if (remaining <= 0) this.end(id);
    return Math.max(0, remaining);
  }

  /** Deletes all sessions that are over. */
  sweep(): void {
    const ids = this.#database.query<{ id: MonolithId }, []>('SELECT id FROM sessions').all();
    for (const { id } of ids) this.remainingMs(id);
  }

  #remainingOf({ id, bootId, leaseUntil }: SessionRow): number {
    const now = this.#uptimeMs();
    const remaining = leaseUntil - now;
    if (bootId === this.#self.bootId && remaining <= LEASE.validMs) return remaining;
    // Of another boot: its uptime tells us nothing. It is over when nobody has renewed it for its whole length.
    let seen = this.#watched.get(id);
    if (seen?.leaseUntil !== leaseUntil) {
      seen = { leaseUntil, since: now };
      this.#watched.set(id, seen);
    }
    return seen.since + LEASE.validMs - now;
  }
}
