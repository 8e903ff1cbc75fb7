import type { Bar } from '../src/measuring/bar.ts';
import { median, spreadOf } from '../src/measuring/figures.ts';

/** What one subject came to: the median of several repetitions, and the least and the most of them. */
export interface Figure {
  readonly subject: string;
  readonly unit: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The figure that repetitions of one measurement come to. */
export function figureOf(subject: string, unit: string, samples: readonly number[]): Figure {
  return { subject, unit, median: median(samples), ...spreadOf(samples) };
}

export interface RowResult {
  readonly figures: readonly Figure[];
  readonly bars: readonly Bar[];
}

export interface RowOptions {
  readonly isQuick: boolean;
  readonly progress: (text: string) => void;
}

/** One thing that is measured, beside its floor or peers in the same run (PRF-1). */
export interface Row {
  readonly name: string;
  readonly what: string;
  run(options: RowOptions): Promise<RowResult>;
}
