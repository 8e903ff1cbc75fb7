import { realTimers } from '@usher/kit/runtime';
import { explainStart } from '../start-error.ts';
import { lifelineEnd } from './lifeline.ts';
import { reportReadiness, type Readiness, type Role } from './readiness.ts';
import { onStopSignals } from './stop-signals.ts';

export interface RunningRole<R extends Role> extends Readiness<R> {
  stop(): Promise<void>;
  /** Resolves when the role has stopped by itself, as its operator told it to. */
  readonly stopped?: Promise<void>;
}

/** The life of a role's process: starts it, says that it is ready, and stops it when asked to (BAL-32). */
export async function runRole<R extends Role>(start: () => Promise<RunningRole<R>>): Promise<never> {
  const stopping = new Promise<void>((stop) => {
    onStopSignals({ stop, force: () => process.exit(1) });
    void endWithParent(stop);
  });
  const role = await start().catch(explainStart);
  reportReadiness<R>({ id: role.id, ports: role.ports });
  await Promise.race([stopping, ...(role.stopped === undefined ? [] : [role.stopped])]);
  await role.stop();
  process.exit(0);
}

async function endWithParent(stop: () => void): Promise<void> {
  await lifelineEnd();
  stop();
  // Nobody is left who could kill an orphan that does not get done with stopping.
  realTimers.after(ORPHAN_TIMEOUT_MS, () => process.exit(1));
}

const ORPHAN_TIMEOUT_MS = 10_000;
