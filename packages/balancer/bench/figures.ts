/** The value below which this share of the samples is. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Shows a table, and the same as JSON for programs. */
export function report(rows: readonly Record<string, number | string>[]): void {
  console.table(rows);
  console.log(JSON.stringify(rows));
}

export const round = (value: number, digits = 2) => Number(value.toFixed(digits));
