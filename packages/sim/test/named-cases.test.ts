import { describe, expect, it } from 'bun:test';
import type { MutationName } from '../src/mutations.ts';
import { runMany } from '../src/run-many.ts';
import { runSeed, type Outcome } from '../src/run.ts';

const TIMEOUT_MS = 120_000;

/**
 * Seeds that show what was wrong once (SIM-1), each with the mend that can be taken out. A change to what seeds have happen makes other
 * schedules of them: then the case fails without its mend no more, and needs another seed (`npm run test:sim -- --mutation name`).
 */
const CASES: readonly { found: string; rule: string; seed: number; mend: MutationName }[] = [
  {
    found: 'a room whose release was not answered was served on under the epoch that it had given up',
    rule: 'OWN-1',
    seed: 247,
    mend: 'release-in-doubt',
  },
  {
    found: 'two Balancers that disagreed on where a room may be sent it to and fro',
    rule: 'LNK-35',
    seed: 25,
    mend: 'evictions-spaced',
  },
  {
    found: 'a client that a drain sent away was back before its Monolith knew, and was seen twice',
    rule: 'LNK-41',
    seed: 43,
    mend: 'leave-overtaken',
  },
];

async function without(mend: MutationName, seed: number): Promise<Outcome['failure']> {
  let failure: Outcome['failure'] = null;
  await runMany({
    from: seed,
    schedules: 1,
    mutation: mend,
    each(outcome) {
      ({ failure } = outcome);
      return true;
    },
  });
  return failure;
}

describe('what was wrong once', () => {
  for (const { found, rule, seed, mend } of CASES) {
    it(`[SIM-1] [${rule}] is not any more: ${found}`, () => {
      expect(runSeed(seed).failure).toBeNull();
    });

    it(
      `[SIM-1] [${rule}] is seen again without its mend: ${found}`,
      async () => {
        expect((await without(mend, seed))?.rule).toBe(rule);
      },
      TIMEOUT_MS,
    );
  }
});
