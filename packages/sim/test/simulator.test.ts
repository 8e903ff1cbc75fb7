import { describe, expect, it } from 'bun:test';
import type { Outcome } from '../src/run.ts';
import { runSeed } from '../src/run.ts';
import { runMany } from '../src/run-many.ts';
import { MUTATIONS, mutate, type MutationName } from '../src/mutations.ts';

const TIMEOUT_MS = 600_000;

async function firstFailure(options: {
  schedules: number;
  mutation?: MutationName;
}): Promise<Outcome | null> {
  let found: Outcome | null = null;
  await runMany({
    from: 1,
    ...options,
    each(outcome) {
      if (outcome.failure !== null) found ??= outcome;
      return found === null;
    },
  });
  return found;
}

describe('the simulator', () => {
  it(
    '[SIM-1] runs a seed in exactly the same way again, and another one in another way',
    () => {
      const seeds = Array.from({ length: 50 }, (_, index) => index + 1);
      const first = seeds.map((seed) => runSeed(seed).hash);
      expect(seeds.map((seed) => runSeed(seed).hash)).toEqual(first);
      expect(new Set(first).size).toBe(seeds.length);
    },
    TIMEOUT_MS,
  );

  it(
    '[SIM-2] [SIM-3] finds nothing wrong in 500 schedules',
    async () => {
      const found = await firstFailure({ schedules: 500 });
      expect(found?.failure?.report ?? '', `again: npm run test:sim -- --seed ${found?.seed}`).toBe('');
    },
    TIMEOUT_MS,
  );
});

describe('with a rule switched off', () => {
  const caughtAs: Readonly<Record<MutationName, string>> = {
    fencing: 'OWN-1',
    'gossip-in-flight': 'LNK-32',
    'leave-to-the-joined-monolith': 'LNK-25',
    'release-in-doubt': 'OWN-1',
    'evictions-spaced': 'LNK-35',
    'stale-saves-accepted': 'OWN-2',
    'stale-rows-accepted': 'OWN-2',
    'slow-consumers-kept': 'LNK-51',
    'silent-clients-kept': 'LNK-41',
    'congested-links-filled': 'LNK-50',
    'leave-overtaken': 'LNK-41',
  };
  for (const mutation of Object.keys(MUTATIONS) as MutationName[])
    it(
      `[SIM-3] finds a violation within 500 schedules: ${mutation}`,
      async () => {
        const found = await firstFailure({ schedules: 500, mutation });
        expect(found?.failure?.rule).toBe(caughtAs[mutation]);
      },
      TIMEOUT_MS,
    );

  it('[SIM-3] refuses to switch off what does not stand there any more, or stands there twice', () => {
    const mutation = { file: 'some/file.ts', replace: 'guard();', by: '' };
    expect(mutate('a(); guard(); b();', mutation)).toBe('a();  b();');
    expect(() => mutate('a(); b();', mutation)).toThrow('packages/some/file.ts');
    expect(() => mutate('guard(); guard();', mutation)).toThrow('stands 2 times');
  });
});
