/** What is done in portions at a steady rate. */
export interface Pace {
  readonly perSecond: number;
  readonly forMs: number;
}

/**
 * Calls `act` at a steady rate, and tells it when that was due; what the timer is late with follows at once.
 * @returns how often it did
 */
export async function paced(
  { perSecond, forMs }: Pace,
  act: (index: number, dueAt: number) => void,
): Promise<number> {
  const startedAt = performance.now();
  const total = Math.round((perSecond * forMs) / 1000);
  const done = Promise.withResolvers<number>();
  const dueAt = (index: number) => startedAt + ((index + 1) * 1000) / perSecond;
  let count = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    for (; count < total && dueAt(count) <= now; count++) act(count, dueAt(count));
    if (count < total) return;
    clearInterval(timer);
    done.resolve(count);
  }, 1);
  return done.promise;
}
