import { cpuMicroseconds } from '../src/measuring/process-usage.ts';

/** Microseconds of a process's CPU for each of what `work` says it did. */
export async function cpuPerUnit(pid: number, work: () => Promise<number>): Promise<number> {
  const before = cpuMicroseconds(pid);
  const units = await work();
  return (cpuMicroseconds(pid) - before) / units;
}

/** Share of a core that a process uses while nobody asks anything of it, percent. */
export async function cpuAtRest(pid: number, forMs: number): Promise<number> {
  const [before, from] = [cpuMicroseconds(pid), performance.now()];
  await Bun.sleep(forMs);
  return (cpuMicroseconds(pid) - before) / (10 * (performance.now() - from));
}
