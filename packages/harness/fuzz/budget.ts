const SEED = 'FUZZ_SEED';
const MILLISECONDS = 'FUZZ_MS';

/** What each test that makes things up may spend, and where its randomness begins. */
export interface FuzzBudget {
  readonly seed: number;
  readonly milliseconds: number;
}

/** Of `npm run test:fuzz`; `null`: these tests run among all others, with small budgets. */
export function fuzzBudget(): FuzzBudget | null {
  const { [SEED]: seed, [MILLISECONDS]: milliseconds } = process.env;
  if (seed === undefined || milliseconds === undefined) return null;
  return { seed: Number(seed), milliseconds: Number(milliseconds) };
}

/** The same as environment of a child. */
export const environmentOf = ({ seed, milliseconds }: FuzzBudget): Record<string, string> => ({
  [SEED]: String(seed),
  [MILLISECONDS]: String(milliseconds),
});
