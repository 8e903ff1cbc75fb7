import { availableParallelism } from 'node:os';
import type { MutationName } from './mutations.ts';
import type { Outcome } from './run.ts';

export interface RunManyOptions {
  readonly from: number;
  readonly schedules: number;
  readonly mutation?: MutationName;
  /** Called with each outcome, in no particular order; `false`: no more are wanted. */
  readonly each: (outcome: Outcome) => boolean;
}

/** Runs schedules on all cores. @throws Error when a worker ends before its work is done */
export async function runMany({ from, schedules, mutation, each }: RunManyOptions): Promise<void> {
  const workers = Math.min(schedules, availableParallelism());
  let isWanted = true;
  let done = 0;
  const children: Bun.Subprocess[] = [];
  const stop = () => {
    isWanted = false;
    for (const child of children) child.kill();
  };
  for (let index = 0; index < workers; index++) {
    const range = [from + index, workers, from + schedules].map(String);
    children.push(
      Bun.spawn([process.execPath, `${import.meta.dir}/../scripts/worker.ts`, ...range, mutation ?? ''], {
        stdio: ['ignore', 'inherit', 'inherit'],
        ipc(outcome: Outcome) {
          if (!isWanted) return;
          done++;
          if (!each(outcome)) stop();
        },
      }),
    );
  }
  await Promise.all(children.map((child) => child.exited));
  if (isWanted && done < schedules)
    throw new Error(`the simulator's workers have ended after ${done} of ${schedules} schedules: see above`);
}
