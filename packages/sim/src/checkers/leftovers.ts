import type { World } from '../world.ts';
import { Violation } from './violation.ts';

/** Timers of a site that has nothing to do, for each process. */
const TIMERS_MAX = 12;

/** What has not been forgotten although all have left (SIM-2). */
export function findLeftovers(world: World): Violation | null {
  const processes = [...world.balancers.values(), ...world.monoliths.values()];
  const leftovers = processes.flatMap((process) => process.leftovers());
  const links = world.balancers.size * world.monoliths.size;
  if (world.network.size > links) leftovers.push(`${world.network.size} connections for ${links} links`);
  if (world.timeline.size > TIMERS_MAX * (processes.length + links))
    leftovers.push(`${world.timeline.size} timers`);
  return leftovers.length === 0 ? null : new Violation('SIM-2', `left over: ${leftovers.join('; ')}`);
}

/** What there is still, of what `who` counts. */
export const leftoversOf = (who: string, counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${who}: ${what}: ${count}`]));
