import { readFileSync, readlinkSync } from 'node:fs';

/** Names one process of one machine, so that others there can see that it no longer exists (OWN-5). */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks from the machine's start to the process's: a pid used again has another one. */
  readonly startTime: string | null;
  readonly bootId: string | null;
  readonly pidNamespace: string | null;
}

/** Fields are `null` where the system does not tell; the lease alone decides then. */
export function thisProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    startTime: readStat(process.pid)?.startTime ?? null,
    bootId: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: orNull(() => readlinkSync('/proc/self/ns/pid')),
  };
}

/** Whether `other` has certainly ended. `false` also when we cannot know, being on another machine or in another namespace. */
export function isGone(other: ProcessIdentity, asker: ProcessIdentity): boolean {
  if (asker.startTime === null || other.startTime === null || asker.bootId === null) return false;
  if (other.bootId !== asker.bootId || other.pidNamespace !== asker.pidNamespace) return false;
  if (other.pid === asker.pid && other.startTime === asker.startTime) return false;
  const stat = readStat(other.pid);
  // With `hidepid` the processes of others do not show, yet a signal reaches for them.
  if (stat === null) return !isSignalable(other.pid);
  return stat.startTime !== other.startTime || stat.state === 'Z' || stat.state === 'X';
}

/** The name of a process, in parentheses, may hold anything: fields are counted from the last parenthesis on. */
function readStat(pid: number): { state: string; startTime: string } | null {
  const text = orNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const state = fields?.[0];
  const startTime = fields?.[19];
  return state === undefined || startTime === undefined ? null : { state, startTime };
}

function isSignalable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
