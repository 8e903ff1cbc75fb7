import { readdirSync, readFileSync } from 'node:fs';
import { statOf } from './process-usage.ts';

const TICK_MS = 10;

interface Usage {
  readonly parent: number;
  /** Its own, and that of children it has waited for. */
  readonly ticks: number;
}

/**
 * CPU time that the machine has spent on strangers so far, ms: on whatever is not this process or has come of it, and on other machines (steal). Time
 * of programs alone: what the system does for the network is nobody's.
 */
export function strangersCpuMs(): number {
  const [user = 0, nice = 0, , , , , , steal = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)
    .flatMap((line) => line.split(/\s+/).slice(1).map(Number));
  return (user + nice + steal - ticksOfFamily()) * TICK_MS;
}

/** Of this process and all that have come of it. */
function ticksOfFamily(): number {
  const usages = new Map<number, Usage>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    const usage = Number.isInteger(pid) ? usageOf(pid) : null;
    if (usage !== null) usages.set(pid, usage);
  }
  let sum = 0;
  for (const [pid, { ticks }] of usages) if (isOfFamily(pid, usages)) sum += ticks;
  return sum;
}

function isOfFamily(pid: number, usages: ReadonlyMap<number, Usage>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = usages.get(at)?.parent)
    if (at === process.pid) return true;
  return false;
}

/** `null`: it has ended meanwhile. */
function usageOf(pid: number): Usage | null {
  try {
    const fields = statOf(pid);
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[13]) };
  } catch {
    return null;
  }
}
