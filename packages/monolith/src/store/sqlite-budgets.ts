import type { Database } from 'bun:sqlite';
import type { SpendLimit, Spent } from './live-state.ts';

interface BudgetRow {
  readonly spent: number;
  readonly endsAt: number;
}

/** Budgets past their time that one spend deletes: more than it makes, so that none are left behind, and too few to be felt. */
const SWEPT_AT_ONCE = 20;

/** What has been spent of which budget, in the live-state file (API-11). To be called within a transaction that writes. */
export class SqliteBudgets {
  readonly #database: Database;
  readonly #wallTime: () => number;

  constructor(database: Database, wallTime: () => number) {
    this.#database = database;
    this.#wallTime = wallTime;
    database.run(`CREATE TABLE IF NOT EXISTS budgets (
      budget TEXT PRIMARY KEY,
      spent INTEGER NOT NULL,
      endsAt INTEGER NOT NULL
    ) STRICT`);
    database.run('CREATE INDEX IF NOT EXISTS budgetsByEnd ON budgets (endsAt)');
  }

  spend(budget: string, points: number, limit: SpendLimit): Spent {
    const now = this.#wallTime();
    const { spent: before, endsAt } = this.#read(budget, now, limit);
    const after = Math.max(0, before + points);
    const ok = after <= limit.points || points <= 0;
    if (ok) this.#write(budget, { spent: after, endsAt }, now);
    return { ok, remaining: Math.max(0, limit.points - (ok ? after : before)), resetMs: endsAt - now };
  }

  /** An end further away than the window is long was set by a clock that has been put back since. */
  #read(budget: string, now: number, { windowMs }: SpendLimit): BudgetRow {
    const row = this.#database
      .query<BudgetRow, [string]>('SELECT spent, endsAt FROM budgets WHERE budget = ?')
      .get(budget);
    const isCurrent = row !== null && row.endsAt > now && row.endsAt <= now + windowMs;
    return isCurrent ? row : { spent: 0, endsAt: now + windowMs };
  }

  #write(budget: string, { spent, endsAt }: BudgetRow, now: number): void {
    this.#database
      .query(
        'DELETE FROM budgets WHERE budget IN (SELECT budget FROM budgets WHERE endsAt <= ? ORDER BY endsAt LIMIT ?)',
      )
      .run(now, SWEPT_AT_ONCE);
    this.#database
      .query(
        `INSERT INTO budgets VALUES ($budget, $spent, $endsAt)
         ON CONFLICT (budget) DO UPDATE SET spent = $spent, endsAt = $endsAt`,
      )
      .run({ budget, spent, endsAt });
  }
}
