import { realTimers } from '@usher/kit/runtime';

/** The answer, unless it takes longer than `ms`; nobody hears it then. */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const cancel = realTimers.after(ms, () => reject(new Error('no answer in time')));
  try {
    return await Promise.race([answer, late]);
  } finally {
    cancel();
  }
}
