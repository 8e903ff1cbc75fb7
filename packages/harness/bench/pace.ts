/** What is done in portions at a steady rate. */
export interface Pace {
  readonly perSecond: number;
  readonly forMs: number;
}

/**
 * Calls `act` at a steady rate; what the timer is late with follows at once.
 * @returns how often it did
 */
export async function paced({ perSecond, forMs }: Pace, act: (index: number) => void): Promise<number> {
  const startedAt = performance.now();
  const total = Math.round((perSecond * forMs) / 1000);
  const done = Promise.withResolvers<number>();
  let count = 0;
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) * perSecond) / 1000));
    while (count < due) act(count++);
    if (count < total) return;
    clearInterval(timer);
    done.resolve(count);
  }, 1);
  return done.promise;
}
