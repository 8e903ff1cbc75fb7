import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * Ms since the machine started: monotonic, and the same for all of its processes, unlike the runtime's own clocks, which
 * begin with the process. Where there is no `/proc`, the system's answer is as good as we get.
 */
export function machineUptimeMs(): number {
  try {
    return Math.round(Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) * 1000);
  } catch {
    return Math.round(uptime() * 1000);
  }
}
