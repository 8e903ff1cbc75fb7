import { barOf, type Bar } from '../src/measuring/bar.ts';
import { figureOf, type Figure, type RowOptions } from './row.ts';

export interface Subject {
  readonly name: string;
  /** One repetition. */
  readonly measure: () => Promise<number>;
}

/** All repetitions of all subjects, by their names. */
export type Series = ReadonlyMap<string, readonly number[]>;

/**
 * Measures the subjects in turn, again and again, so that whatever else the machine does comes upon all of them alike. What comes first
 * warms up and does not count.
 */
export async function interleaved(
  subjects: readonly Subject[],
  { isQuick, progress }: RowOptions,
  unit: string,
): Promise<Series> {
  const [warmUps, repetitions] = isQuick ? [1, 3] : [1, 5];
  const series = new Map(subjects.map(({ name }): [string, number[]] => [name, []]));
  for (let round = 0; round < warmUps + repetitions; round++) {
    const order = round % 2 === 0 ? subjects : subjects.toReversed();
    for (const { name, measure } of order) {
      const value = await measure();
      if (round >= warmUps) series.get(name)?.push(value);
      progress(
        `${name} ${round < warmUps ? 'warms up' : `${round - warmUps + 1}/${repetitions}`}: ${value.toFixed(2)} ${unit}`,
      );
    }
  }
  return series;
}

export function figuresOf(series: Series, unit: string): Figure[] {
  return [...series].map(([subject, samples]) => figureOf(subject, unit, samples));
}

/** One subject's cost in another's: the median of the repetitions' ratios, each taken side by side. */
export function ratioBar(series: Series, of: string, to: string, limit: number): Bar {
  const what = `${of} ≤ ${limit} × ${to}`;
  const [ours, theirs] = [series.get(of), series.get(to)];
  if (ours === undefined || theirs === undefined) return { what, value: null, limit, is: 'at-most' };
  const ratios = ours.map((value, index) => value / (theirs[index] ?? NaN));
  return barOf(what, ratios, 'at-most', limit);
}

/** Beside nginx; and where that does not hold, how far the floor is from it: no server on this runtime can be below the floor. */
export function nginxBar(series: Series, limit: number): Bar {
  const { value } = ratioBar(series, 'floor', 'nginx', 1);
  const note = value === null ? '' : `the floor itself costs ${value.toFixed(2)} × nginx here`;
  return { ...ratioBar(series, 'balancer', 'nginx', limit), note };
}
