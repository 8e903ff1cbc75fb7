import { describe, expect, it } from 'bun:test';
import { availableParallelism } from 'node:os';
import { strangersCpuMs } from './strangers-cpu.ts';

const WORK_MS = 1000;
const BUSY = `const end = process.cpuUsage().user + ${WORK_MS * 1000}; while (process.cpuUsage().user < end) for (let n = 0; n < 1e6; n++);`;
/** The system counts in hundredths of a second, by process. */
const COARSE_MS = 200;

describe.skipIf(process.platform !== 'linux')('CPU time of strangers', () => {
  it('[HOS-2] has none of what has come of us, whether it lives or has ended', async () => {
    const [before, from] = [strangersCpuMs(), performance.now()];
    const children = [1, 2].map(() => Bun.spawn([process.execPath, '-e', BUSY]));
    await Promise.all(children.map(({ exited }) => exited));
    const machineMs = availableParallelism() * (performance.now() - from);
    expect(strangersCpuMs() - before + 2 * WORK_MS).toBeLessThan(machineMs + COARSE_MS);
  }, 60_000);

  it('[HOS-2] has that of a process whose parent is gone', async () => {
    const before = strangersCpuMs();
    const orphan = Bun.spawn(['sh', '-c', `"${process.execPath}" -e '${BUSY}' &`], { stdout: 'pipe' });
    await new Response(orphan.stdout).text(); // it has that until it ends
    expect(strangersCpuMs() - before).toBeGreaterThan(WORK_MS - COARSE_MS);
  }, 60_000);
});
