import { expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import type { LiveState } from '../store/live-state.ts';
import type { OtherProcess } from './live-state-process.ts';

const HOUR_MS = 3_600_000;
const LIMIT = { points: 10, windowMs: HOUR_MS };

/** What every live-state store must do with budgets (API-11): part of `liveStateContract`. */
export function budgetContract({
  store,
  startProcess,
}: {
  store: () => LiveState;
  startProcess: () => OtherProcess;
}): void {
  it('[API-11] takes points out of a budget until there are too few, and then none', async () => {
    const budget = newBudget();
    expect(await store().spend(budget, 7, LIMIT)).toMatchObject({ ok: true, remaining: 3 });
    expect(await store().spend(budget, 4, LIMIT)).toMatchObject({ ok: false, remaining: 3 });
    expect(await store().spend(budget, 3, LIMIT)).toMatchObject({ ok: true, remaining: 0 });
    expect(await store().spend(budget, 1, LIMIT)).toMatchObject({ ok: false, remaining: 0 });
    expect(await store().spend(newBudget(), 10, LIMIT)).toMatchObject({ ok: true, remaining: 0 });
  });

  it('[API-11] begins a window with the first use and does not prolong it', async () => {
    const budget = newBudget();
    const { resetMs: whole } = await store().spend(budget, 1, LIMIT);
    expect(whole).toBe(HOUR_MS);
    const { resetMs } = await until('some of the window has passed', async () => {
      const spent = await store().spend(budget, 1, { ...LIMIT, points: 1_000_000 });
      return spent.resetMs < HOUR_MS && spent;
    });
    expect(resetMs).toBeGreaterThan(HOUR_MS - 60_000);
  });

  it('[API-11] makes a budget whole again when its window has ended, whether or not anybody asked meanwhile', async () => {
    const budget = newBudget();
    const brief = { points: 10, windowMs: 50 };
    await store().spend(budget, 10, brief);
    const again = await until('the window has ended', async () => {
      const spent = await store().spend(budget, 10, brief);
      return spent.ok && spent;
    });
    expect(again).toMatchObject({ remaining: 0, resetMs: brief.windowMs });
  });

  it('[API-11] takes points back, but no more than were spent', async () => {
    const budget = newBudget();
    await store().spend(budget, 10, LIMIT);
    expect(await store().spend(budget, -4, LIMIT)).toMatchObject({ ok: true, remaining: 4 });
    expect(await store().spend(budget, -40, LIMIT)).toMatchObject({ ok: true, remaining: 10 });
  });

  it('[API-11] lets two processes that spend at the same time have the budget once', async () => {
    const budget = newBudget();
    const spenders = [startProcess(), startProcess()];
    const spent = await Promise.all(
      spenders.flatMap((spender) => Array.from({ length: 30 }, () => spender.spend(budget, 1, LIMIT))),
    );
    expect(spent.filter(({ ok }) => ok)).toHaveLength(LIMIT.points);
  });
}

let made = 0;
const newBudget = () => `budget-${process.pid}-${made++}`;
