import { loadavg } from 'node:os';
import { seededRandom } from '@usher/kit/testing';
import { atMost, type Bar } from '../src/measuring/bar.ts';
import { createRooms } from '../src/create-rooms.ts';
import { Crowd } from './crowd/crowd.ts';
import { SilentPeople } from './crowd/silent-people.ts';
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
  readonly silence: Silence;
}

/** Those who fell silent in any step, and whom somebody saw when the time was over in which Balancers have to notice (CON-6). */
export interface Silence {
  readonly people: number;
  readonly ghosts: number;
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
  await using silent = new SilentPeople();
  await crowd.begin({ percent: 0, others: [] });
  using memory = await MemoryWatch.begin([...site.balancers, ...site.monoliths]);
  await crowd.settle(SETTLED_WITHIN_MS);
  const steps: StepReport[] = [];
  for (const fault of faults) {
    progress(`${fault.name}: ${fault.what} (load ${loadavg()[0]?.toFixed(1)})`);
    if (fault.guests !== undefined) memory[Symbol.dispose]();
    // Its own, so that a step alone is the step that it is among all.
    const random = seededRandom(options.seed + seedOf(fault.name));
    steps.push(await runStep(fault, { site, crowd, random, options, progress }, silent));
  }
  const silence = await silenceOf(crowd, silent, progress);
  for (const { name, logs } of [...site.balancers, ...site.monoliths]) await listener.logs?.(name, logs);
  return { steps, memory: memory.uses, silence };
}

/** Everything that must hold. */
export function barsOf({ steps, memory, silence }: ChaosResult): Bar[] {
  const uses = [...memory, ...steps.flatMap((step) => step.memory)];
  return [...steps.flatMap(({ bars }) => bars), ...uses.map(growthBar), silenceBar(silence)];
}

export const growthBar = ({ of, steadyBytes, peakBytes }: MemoryUse): Bar =>
  atMost(`memory of ${of}, beside its steady state`, peakBytes / steadyBytes, GROWTH_MAX);

export const silenceBar = ({ ghosts }: Silence): Bar =>
  atMost('ghosts of those who fell silent, when that has to be noticed', ghosts, 0);

async function silenceOf(
  crowd: Crowd,
  silent: SilentPeople,
  progress: (text: string) => void,
): Promise<Silence> {
  if (silent.count > 0) progress(`${silent.count} people have fallen silent: it has to be noticed`);
  await Bun.sleep(Math.max(0, silent.overAt - Date.now()));
  const { ghosts } = await crowd.agree(0, []);
  return { people: silent.count, ghosts };
}

const seedOf = (name: string) => Bun.hash.crc32(name);

async function openCrowd(site: ChaosSite, options: ChaosOptions): Promise<Crowd> {
  const origins = site.balancers.map(originOf);
  const { rooms } = await createRooms(origins[0] ?? '', options.rooms);
  return Crowd.open({ ...options, origins, rooms });
}
