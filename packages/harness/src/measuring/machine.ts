import { cpus, loadavg, release } from 'node:os';

/** What the figures were measured on, and of which commit. */
export interface Machine {
  readonly at: string;
  readonly commit: string;
  readonly cores: number;
  readonly cpu: string;
  readonly kernel: string;
  readonly bun: string;
  /** Of the minute before: what else the machine was busy with. */
  readonly loadAverage: number;
}

export async function machine(): Promise<Machine> {
  const all = cpus();
  return {
    at: new Date().toISOString(),
    commit: await currentCommit(),
    cores: all.length,
    cpu: all[0]?.model ?? 'unknown',
    kernel: release(),
    bun: Bun.version,
    loadAverage: loadavg()[0] ?? NaN,
  };
}

/** For people. */
export const machineLine = ({ cores, cpu, kernel, bun, commit, loadAverage }: Machine): string =>
  `${cores} × ${cpu}, Linux ${kernel}, Bun ${bun}, commit ${commit}, load ${loadAverage.toFixed(1)} before`;

/** With `+` when files have been changed since. */
async function currentCommit(): Promise<string> {
  const git = Bun.spawn(['git', 'describe', '--always', '--dirty=+', '--exclude=*'], {
    cwd: import.meta.dir,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (await git.stdout.text()).trim() || 'unknown';
}
