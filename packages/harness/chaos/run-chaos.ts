import { loadavg } from 'node:os';
import { seededRandom } from '@usher/kit/testing';
import { atMost, type Bar } from '../src/measuring/bar.ts';
import { createRooms } from '../src/create-rooms.ts';
import { Crowd } from './crowd/crowd.ts';
import type { ChaosOptions, Fault } from './faults/fault.ts';
import { runStep, type StepReport } from './run-step.ts';
import { ChaosSite, originOf } from './site/chaos-site.ts';
import { MemoryWatch, type MemoryUse } from './site/memory-watch.ts';

/** CHA-2 */
const GROWTH_MAX = 2;
const SETTLED_WITHIN_MS = 15_000;

export interface ChaosResult {
  readonly steps: readonly StepReport[];
  readonly memory: readonly MemoryUse[];
}

/** Who is told how it goes. */
export interface ChaosListener {
  progress(text: string): void;
  /** All that the processes of a seat have logged, in the end. */
  logs?(seat: string, text: string): Promise<void>;
}

/** Starts a whole site with clients, and breaks one thing after another (CHA-1). */
export async function runChaos(
  faults: readonly Fault[],
  options: ChaosOptions,
  listener: ChaosListener,
): Promise<ChaosResult> {
  const progress = (text: string) => listener.progress(text);
  await using site = await ChaosSite.start(options.store);
  progress(`2 Balancers, 3 Monoliths, ${options.store}: running`);
  await using crowd = await openCrowd(site, options);
  progress(`${crowd.size} clients in ${options.rooms} rooms`);
  await crowd.begin();
  using memory = await MemoryWatch.begin([...site.balancers, ...site.monoliths]);
  await crowd.settle(SETTLED_WITHIN_MS);
  const steps: StepReport[] = [];
  for (const fault of faults) {
    progress(`${fault.name}: ${fault.what} (load ${loadavg()[0]?.toFixed(1)})`);
    if (fault.guests !== undefined) memory[Symbol.dispose]();
    // Its own, so that a step alone is the step that it is among all.
    const random = seededRandom(options.seed + seedOf(fault.name));
    steps.push(await runStep(fault, { site, crowd, random, options, progress }));
  }
  for (const { name, logs } of [...site.balancers, ...site.monoliths]) await listener.logs?.(name, logs);
  return { steps, memory: memory.uses };
}

/** Everything that must hold. */
export function barsOf({ steps, memory }: ChaosResult): Bar[] {
  const uses = [...memory, ...steps.flatMap((step) => step.memory)];
  return [...steps.flatMap(({ bars }) => bars), ...uses.map(growthBar)];
}

export const growthBar = ({ role, steadyBytes, peakBytes }: MemoryUse): Bar =>
  atMost(`memory of the largest ${role}, beside its steady state`, peakBytes / steadyBytes, GROWTH_MAX);

const seedOf = (name: string) => Bun.hash.crc32(name);

async function openCrowd(site: ChaosSite, options: ChaosOptions): Promise<Crowd> {
  const origins = site.balancers.map(originOf);
  const { rooms } = await createRooms(origins[0] ?? '', options.rooms);
  return Crowd.open({ ...options, origins, rooms });
}
