import type { Clock } from '@usher/kit';

/** Measuring a call costs more than most calls do: of one in so many, nobody notices it. */
export const SAMPLED_EVERY = 1024;

/** Runs `run` as it is, and tells how many seconds one call in 1,024 takes. */
export function sampled<A, B>(
  run: (a: A, b: B) => void,
  options: { clock: Clock; observe: (seconds: number) => void },
): (a: A, b: B) => void {
  const { clock, observe } = options;
  let calls = 0;
  return (a, b) => {
    if (++calls % SAMPLED_EVERY !== 0) return run(a, b);
    const startedAt = clock.now();
    run(a, b);
    observe((clock.now() - startedAt) / 1000);
  };
}
