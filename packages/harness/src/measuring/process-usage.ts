import { readdirSync, readFileSync } from 'node:fs';

/**
 * CPU time of a process so far, of all its threads, in microseconds, by the system's own accounting: whoever loads it is another process and
 * does not count. `schedstat` has it in nanoseconds; where the system lacks that, `stat` has it in hundredths of a second.
 */
export function cpuMicroseconds(pid: number): number {
  try {
    return threads(pid).reduce((sum, path) => sum + nanoseconds(path), 0) / 1000;
  } catch {
    return cpuTicks(pid) * 10_000;
  }
}

/** Memory of a process that is in RAM now. */
export function residentBytes(pid: number): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}

const threads = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).map((thread) => `/proc/${pid}/task/${thread}/schedstat`);

const nanoseconds = (path: string) => Number(readFileSync(path, 'utf8').split(' ')[0]);

/** User and system time; the name of the program before them may contain anything. */
function cpuTicks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
}
