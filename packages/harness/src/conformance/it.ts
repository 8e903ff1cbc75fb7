import { it as test } from 'bun:test';

const CASE_TIMEOUT_MS = 120_000;

/** More would take no less time, but keep the servers from their leases on a busy machine. */
const CASES_AT_A_TIME = 6;
let running = 0;
const waiting: (() => void)[] = [];

const cited = new Set<string>();

/** The rules that stand in the names of the suite's cases. */
export const citedRules: ReadonlySet<string> = cited;

/** A case of the suite. Each has rooms of its own, so that many can run at a time. */
export function it(name: string, run: () => Promise<void>): void {
  cite(name);
  test.concurrent(name, () => inTurn(run), CASE_TIMEOUT_MS);
}

/** As `it`, of what everyone on the site would notice: nothing else runs meanwhile. */
export function itAlone(name: string, run: () => Promise<void>): void {
  cite(name);
  test(name, run, CASE_TIMEOUT_MS);
}

/** As `it`; left out, and counted as such, where the target does not allow it. */
export function itIf(isPossible: boolean): typeof it {
  if (isPossible) return it;
  return (name) => {
    cite(name);
    test.skip(name, () => {});
  };
}

function cite(name: string): void {
  for (const [rule] of name.matchAll(/[A-Z]+-\d+(?=\])/g)) cited.add(rule);
}

async function inTurn(run: () => Promise<void>): Promise<void> {
  if (running >= CASES_AT_A_TIME) await new Promise<void>((resolve) => void waiting.push(resolve));
  else running++;
  try {
    await run();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}
