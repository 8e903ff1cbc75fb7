import type { Report } from './report.ts';

/** Worse by more than this is said; less is what a busy machine does by itself. */
const WORSE = 1.1;

/** What is worse than it was: each bar's number beside the same of the earlier report, so that it need not be the same machine. */
export function compare(before: Report, now: Report): string[] {
  return Object.entries(now.rows).flatMap(([name, { bars }]) =>
    bars.flatMap(({ what, value, is }) => {
      const earlier = before.rows[name]?.bars.find((bar) => bar.what === what)?.value ?? null;
      if (value === null || earlier === null) return [];
      const change = is === 'at-most' ? value / earlier : earlier / value;
      return change > WORSE
        ? [`WORSE ${name}: ${what}: ${earlier.toFixed(2)} before, ${value.toFixed(2)} now`]
        : [];
    }),
  );
}
