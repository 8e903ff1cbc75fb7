import type { Bar } from '../src/measuring/bar.ts';
import type { Report } from './report.ts';

/** Worse by more than this is said; less is what a busy machine does by itself. */
const WORSE = 1.1;
/** A bar that was at nothing is held against this share of its limit: of nothing, everything is infinitely many times as much. */
const LEAST = 0.1;

export interface Comparison {
  /** What is worse, or is not there any more: a bar that nobody measures cannot be told from one that does not hold. */
  readonly failures: readonly string[];
  /** Why the two reports may not be comparable. */
  readonly caveats: readonly string[];
}

/**
 * Each bar's number beside the same of the earlier report.
 * @param wanted the only rows that were to be measured; the earlier report's others are not missed
 */
export function compare(before: Report, now: Report, wanted?: readonly string[]): Comparison {
  const earlier = Object.entries(before.rows).filter(([name]) => wanted?.includes(name) ?? true);
  return {
    failures: earlier.flatMap(([name, { bars }]) => bars.flatMap((bar) => failure(name, bar, now))),
    caveats: caveats(before, now),
  };
}

function failure(name: string, bar: Bar, now: Report): string[] {
  const { what, value: earlier } = bar;
  const same = now.rows[name]?.bars.find((each) => each.what === what);
  if (earlier === null) return [];
  if (same === undefined) return [`GONE ${name}: ${what}: ${earlier.toFixed(2)} before`];
  const { value } = same;
  if (value === null) return [`NOT MEASURED ${name}: ${what}: ${earlier.toFixed(2)} before`];
  return isWorse({ ...bar, value: earlier }, value)
    ? [`WORSE ${name}: ${what}: ${earlier.toFixed(2)} before, ${value.toFixed(2)} now`]
    : [];
}

/** What comes to no number is worse than any. */
function isWorse({ value: earlier, limit, is }: Bar & { value: number }, value: number): boolean {
  if (is === 'at-least') return !(value >= earlier / WORSE);
  return !(value <= WORSE * (earlier > 0 ? earlier : LEAST * limit));
}

const CAVEATS: readonly { readonly what: string; readonly of: (report: Report) => string }[] = [
  { what: 'the length of the run', of: ({ isQuick }) => (isQuick ? 'quick' : 'full') },
  {
    what: 'the machine',
    of: ({ cores, cpu, kernel, bun }) => `${cores} × ${cpu}, Linux ${kernel}, Bun ${bun}`,
  },
];

/** Ratios may be compared across machines; milliseconds, MiB and what is done in a second may not. */
const caveats = (before: Report, now: Report): string[] =>
  CAVEATS.filter(({ of }) => of(before) !== of(now)).map(
    ({ what, of }) => `NOT COMPARABLE as it is: ${what} differs: ${of(before)} before, ${of(now)} now`,
  );
