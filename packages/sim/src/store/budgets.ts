import type { SpendLimit, Spent } from '@usher/monolith/parts';

/** Budgets as a store keeps them (API-11). */
export class Budgets {
  readonly #now: () => number;
  readonly #windows = new Map<string, { spent: number; endsAt: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  spend(budget: string, points: number, limit: SpendLimit): Spent {
    const now = this.#now();
    const before = this.#windows.get(budget);
    const window =
      before !== undefined && before.endsAt > now ? before : { spent: 0, endsAt: now + limit.windowMs };
    const ok = window.spent + points <= limit.points;
    if (ok) window.spent = Math.max(0, window.spent + points);
    this.#windows.set(budget, window);
    return { ok, remaining: Math.max(0, limit.points - window.spent), resetMs: window.endsAt - now };
  }
}
