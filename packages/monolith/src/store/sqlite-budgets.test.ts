import { Database } from 'bun:sqlite';
import { expect, it } from 'bun:test';
import { SqliteBudgets } from './sqlite-budgets.ts';

const LIMIT = { points: 10, windowMs: 1000 };

function budgetsAt(clock: { now: number }) {
  const database = new Database(':memory:', { strict: true });
  const rows = () =>
    database.query<{ count: number }, []>('SELECT count(*) AS count FROM budgets').get()?.count;
  return { budgets: new SqliteBudgets(database, () => clock.now), rows };
}

it('[API-11] leaves nothing behind of budgets whose windows have ended', () => {
  const clock = { now: 1_000_000 };
  const { budgets, rows } = budgetsAt(clock);
  for (let n = 0; n < 100; n++) budgets.spend(`client ${n}`, 1, LIMIT);
  expect(rows()).toBe(100);
  clock.now += LIMIT.windowMs;
  for (let n = 0; n < 5; n++) budgets.spend('another', 1, LIMIT);
  expect(rows()).toBe(1);
});

it('[API-11] makes a budget whole when the clock was put back', () => {
  const clock = { now: 1_000_000 };
  const { budgets } = budgetsAt(clock);
  budgets.spend('client', 10, LIMIT);
  clock.now -= 500_000;
  expect(budgets.spend('client', 1, LIMIT)).toEqual({ ok: true, remaining: 9, resetMs: LIMIT.windowMs });
});
