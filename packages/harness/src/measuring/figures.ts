/** The one in the middle, or between the two in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const [low = NaN, high = NaN] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return (low + high) / 2;
}

/** How far apart the samples are. */
export const spreadOf = (samples: readonly number[]) => ({
  least: Math.min(...samples),
  most: Math.max(...samples),
});

export const round = (value: number, digits = 2) => Number(value.toFixed(digits));
