import { readdirSync, readFileSync } from 'node:fs';

/** Nanoseconds of each thread when it was looked at last, by process: what a thread that has ended has used still counts. */
const seen = new Map<number, Map<string, number>>();

/**
 * CPU time of a process so far, of all its threads, in microseconds, by the system's own accounting: whoever loads it is another process and
 * does not count. `schedstat` has it in nanoseconds; where the system lacks that, `stat` has it in hundredths of a second.
 */
export function cpuMicroseconds(pid: number): number {
  const threads = seen.get(pid) ?? new Map<string, number>();
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) threads.set(thread, nanoseconds(pid, thread));
  } catch {
    return cpuTicks(pid) * 10_000;
  }
  seen.set(pid, threads);
  return [...threads.values()].reduce((sum, each) => sum + each, 0) / 1000;
}

/** Memory of a process that is in RAM now. */
export function residentBytes(pid: number): number {
  const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) * 1024;
}

/** 0: it has ended meanwhile, and was not seen before. */
function nanoseconds(pid: number, thread: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  } catch (error) {
    if (thread === String(pid)) throw error;
    return seen.get(pid)?.get(thread) ?? 0;
  }
}

/** User and system time. */
function cpuTicks(pid: number): number {
  const fields = statOf(pid);
  return Number(fields[11]) + Number(fields[12]);
}

/** What `/proc/<pid>/stat` says from the state on; the name of the program before it may contain anything. */
export function statOf(pid: number): readonly string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
}
