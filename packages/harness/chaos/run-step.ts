import { isServedInTurn } from './checking/epochs.ts';
import type { Crowd } from './crowd/crowd.ts';
import type { ChaosOptions, Fault, Guarantee, Scene } from './faults/fault.ts';
import { resultOf, type StepResult } from './figures/step-result.ts';
import type { ChaosSite } from './site/chaos-site.ts';
import { LagWatch } from './site/lag-watch.ts';
import { MemoryWatch, type MemoryUse } from './site/memory-watch.ts';

const SETTLED_WITHIN_MS = 15_000;
/** CHA-2 */
const NO_GHOSTS_AFTER_MS = 30_000;
const LIVELY_WITHIN_MS = 30_000;
const BACK_WITHIN_MS = 60_000;

export interface StepReport extends StepResult {
  readonly name: string;
  readonly what: string;
  /** How late this process got the CPU at worst. */
  readonly lagMs: number;
  /** Where it was measured anew, for lack of a steady state to compare with. */
  readonly memory: readonly MemoryUse[];
  /** Of what went wrong. */
  readonly examples: readonly string[];
}

/** Everyone talks, something breaks and is mended, and everything is held against what is promised. */
export async function runStep(fault: Fault, scene: Scene): Promise<StepReport> {
  const { site, progress } = scene;
  await using guests = (await fault.guests?.(scene)) ?? null;
  if (guests !== null) progress(`${guests.size} more clients are in`);
  const crowd = guests === null ? scene.crowd : scene.crowd.and(guests);
  await crowd.begin();
  await livelyCrowd(crowd);
  using memory = guests === null ? null : await MemoryWatch.begin([...site.balancers, ...site.monoliths]);
  using lag = new LagWatch();
  const inflicted = await fault.inflict({ ...scene, crowd });
  await crowd.wait({ kind: 'in' }, BACK_WITHIN_MS);
  const observed = {
    inflicted,
    unsettled: await crowd.settle(SETTLED_WITHIN_MS),
    ghosts: await crowd.agree(NO_GHOSTS_AFTER_MS),
    records: await crowd.records(),
    tally: await crowd.tally(),
    outOfTurn: await heardOutOfTurn(site, crowd),
    contested: site.epochs.contested.length,
  };
  const examples = await crowd.examples();
  await guests?.leave();
  const { name, what } = fault;
  return {
    ...resultOf(observed, lenient(fault.guarantee(scene.options), scene.options)),
    ...{ name, what, examples, lagMs: lag.latestMs, memory: memory?.uses ?? [] },
  };
}

const lenient = (guarantee: Guarantee, { leniency }: ChaosOptions): Guarantee => ({
  ...guarantee,
  servedWithinMs: guarantee.servedWithinMs * leniency,
});

async function livelyCrowd(crowd: Crowd): Promise<void> {
  const silent = await crowd.wait({ kind: 'heard-since', at: Date.now() }, LIVELY_WITHIN_MS);
  if (silent > 0) throw new Error(`${silent} clients hear nobody though nothing is broken yet`);
}

/** How many clients have heard a Monolith that had lost their room (OWN-1). */
async function heardOutOfTurn({ epochs }: ChaosSite, crowd: Crowd): Promise<number> {
  const histories = [...(await crowd.histories())];
  return histories.flatMap(([room, clients]) => {
    const tenures = epochs.tenuresOf(room);
    return clients.filter((monoliths) => !isServedInTurn(monoliths, tenures));
  }).length;
}
