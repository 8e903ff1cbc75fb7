import { isServedInTurn } from './checking/epochs.ts';
import type { Disagreement } from './crowd/agreement.ts';
import type { Crowd } from './crowd/crowd.ts';
import { Leavers } from './crowd/leavers.ts';
import type { SilentPeople } from './crowd/silent-people.ts';
import type { ChaosOptions, Fault, Guarantee, Scene } from './faults/fault.ts';
import { resultOf, type StepResult } from './figures/step-result.ts';
import type { ChaosSite } from './site/chaos-site.ts';
import { GuestMemory } from './site/guest-memory.ts';
import { LagWatch } from './site/lag-watch.ts';
import type { MemoryUse } from './site/memory-watch.ts';

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
  /** Where it was measured anew, because more people came than there were in the steady state. */
  readonly memory: readonly MemoryUse[];
  /** Of what went wrong. */
  readonly examples: readonly string[];
}

/** Everyone talks, something breaks and is mended while some leave, and everything is held against what is promised. */
export async function runStep(
  fault: Fault,
  scene: Omit<Scene, 'someLeave'>,
  silent: SilentPeople,
): Promise<StepReport> {
  const { site, progress, options } = scene;
  const guestMemory = fault.guests === undefined ? null : await GuestMemory.beforeGuests(site.balancers);
  await using guests = (await fault.guests?.(scene)) ?? null;
  if (guests !== null) progress(`${guests.size} more clients are in`);
  await using leavers = await Leavers.open(scene);
  await scene.crowd.begin(leavers.plan);
  await guests?.begin({ percent: 0, others: leavers.ids });
  const crowd = guests === null ? scene.crowd : scene.crowd.and(guests);
  await livelyCrowd(crowd);
  using memory = (await guestMemory?.withGuests(site)) ?? null;
  using lag = new LagWatch();
  let left = 0;
  const someLeave = async () => {
    left += await leavers.leave(scene.crowd, silent);
    progress(`${left} people have left for good`);
  };
  const inflicted = await fault.inflict({ ...scene, crowd, someLeave });
  const overAt = Date.now();
  await crowd.wait({ kind: 'in' }, BACK_WITHIN_MS);
  const unsettled = await crowd.settle(SETTLED_WITHIN_MS);
  const lagMs = lag.latestMs;
  await Bun.sleep(Math.max(0, overAt + options.lookAfterMs - Date.now()));
  const observed = {
    ...{ inflicted, unsettled, left },
    disagreement: await knownExactly(crowd, silent, overAt + NO_GHOSTS_AFTER_MS),
    records: await crowd.records(),
    tally: await crowd.tally(),
    outOfTurn: await heardOutOfTurn(site, crowd),
    contested: site.epochs.contested.length,
  };
  const examples = [...(await crowd.examples()), ...observed.disagreement.examples];
  const uses = (await memory?.uses(options.stormClients)) ?? [];
  await guests?.leave();
  await scene.crowd.fill();
  // The next step begins when everyone knows the new ones.
  await knownExactly(scene.crowd, silent, Date.now() + NO_GHOSTS_AFTER_MS);
  const { name, what } = fault;
  return {
    ...resultOf(observed, lenient(fault.guarantee(options), options)),
    ...{ name, what, examples, lagMs, memory: uses },
  };
}

/** Who is not known exactly at `deadline`; those whom nobody need have noticed by now to be gone may be seen. */
function knownExactly(crowd: Crowd, silent: SilentPeople, deadline: number): Promise<Disagreement> {
  const now = Date.now();
  return crowd.agree(Math.max(0, deadline - now), silent.unnoticedAt(now));
}

function lenient(guarantee: Guarantee, { leniency }: ChaosOptions): Guarantee {
  const { servedWithinMs, atOnce } = guarantee;
  return {
    ...guarantee,
    servedWithinMs: servedWithinMs * leniency,
    ...(atOnce && { atOnce: { ...atOnce, withinMs: atOnce.withinMs * leniency } }),
  };
}

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
