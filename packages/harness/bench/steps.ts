import { interleaved, type Series } from './interleaved.ts';
import type { RowOptions } from './row.ts';

/** Does all steps once, and gives what each of them has cost. */
export interface SteppedSubject<Step extends string> {
  readonly name: string;
  readonly measure: () => Promise<Readonly<Record<Step, number>>>;
}

/** Measures subjects in turn whose steps are one repetition together; each step is a series of its own, named `<step>, <subject>`. */
export async function interleavedSteps<Step extends string>(
  subjects: readonly SteppedSubject<Step>[],
  steps: readonly Step[],
  options: RowOptions,
  unit: string,
): Promise<Series> {
  const taken = subjects.map((): Readonly<Record<Step, number>>[] => []);
  const sums = await interleaved(
    subjects.map(({ name, measure }, index) => ({
      name,
      async measure() {
        const costs = await measure();
        taken[index]?.push(costs);
        return steps.reduce((sum, step) => sum + costs[step], 0);
      },
    })),
    options,
    unit,
  );
  return new Map(
    steps.flatMap((step) =>
      subjects.map(({ name }, index) => {
        const counted = sums.get(name)?.length ?? 0; // what warmed up came before
        const samples = taken[index]?.slice(-counted).map((costs) => costs[step]) ?? [];
        return [`${step}, ${name}`, samples] as const;
      }),
    ),
  );
}
