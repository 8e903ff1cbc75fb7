import { cpuMicroseconds } from '../src/measuring/process-usage.ts';

/** Microseconds of a process's CPU for each of what `work` says it did. */
export async function cpuPerUnit(pid: number, work: () => Promise<number>): Promise<number> {
  const before = cpuMicroseconds(pid);
  const units = await work();
  return (cpuMicroseconds(pid) - before) / units;
}
