/**
 * The least of the samples that at least `share` of all do not exceed (nearest rank): 0.5 is the median, 1 the most. `NaN` of nothing, so that
 * a bar on samples that never came is missed.
 */
export function percentile(samples: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil(share * samples.length));
  return samples.toSorted((a, b) => a - b)[rank - 1] ?? NaN;
}
