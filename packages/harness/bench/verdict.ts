import { holds } from '../src/measuring/bar.ts';
import type { Report } from './report.ts';

/** What a report comes to, in one line, and with what the process ends. */
export interface Verdict {
  readonly line: string;
  readonly exitCode: 0 | 1;
}

/**
 * A bar that is not measured, because its peer is not installed, neither holds nor fails: that is said last and loudly, and where nobody
 * reads (CI) it counts as a failure.
 * @param failures what else is wrong, such as what is worse than before
 */
export function verdictOf(report: Report, failures: readonly string[], isCi: boolean): Verdict {
  const bars = Object.entries(report.rows).flatMap(([name, row]) =>
    row.bars.map((bar) => ({ name: `${name}: ${bar.what}`, isHeld: holds(bar) })),
  );
  const named = (isHeld: boolean | null) =>
    bars.filter((bar) => bar.isHeld === isHeld).map(({ name }) => name);
  const [failed, unmeasured] = [named(false), named(null)];
  const parts = [
    ...(failed.length === 0 ? [] : [`${failed.length} DO NOT HOLD: ${failed.join('; ')}`]),
    ...(unmeasured.length === 0 ? [] : [`${unmeasured.length} NOT MEASURED: ${unmeasured.join('; ')}`]),
    ...(failures.length === 0 ? [] : [`${failures.length} worse than before, or gone`]),
  ];
  const isFailure = failed.length > 0 || failures.length > 0 || (isCi && unmeasured.length > 0);
  return {
    line: `${bars.length} bars: ${parts.length === 0 ? 'all hold' : parts.join('. ')}`,
    exitCode: isFailure ? 1 : 0,
  };
}
