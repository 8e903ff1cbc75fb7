import { alignedTable } from '../src/measuring/aligned-table.ts';
import { machineLine, type Machine } from '../src/measuring/machine.ts';
import { holds, type Bar } from '../src/measuring/bar.ts';
import type { ChaosOptions } from './faults/fault.ts';
import { growthBar, silenceBar, type ChaosResult, type Silence } from './run-chaos.ts';
import type { StepReport } from './run-step.ts';
import { LAG_MAX_MS } from './site/lag-watch.ts';
import type { MemoryUse } from './site/memory-watch.ts';

export interface ChaosReport extends Machine, ChaosResult {
  readonly options: ChaosOptions;
}

/** One line for each step, one for each process's memory, and each bar that was missed in words. */
export function tableOf(report: ChaosReport): string {
  const { options, steps, memory, silence } = report;
  const uses = [...memory, ...steps.flatMap((step) => step.memory)];
  return [
    machineLine(report),
    `${options.rooms * options.perRoom} clients in ${options.rooms} rooms, store ${options.store}, seed ${options.seed}`,
    '',
    alignedTable(STEP_HEADER, steps.map(stepLine)),
    '',
    alignedTable(MEMORY_HEADER, uses.map(memoryLine)),
    '',
    silenceLine(silence),
    ...steps.flatMap(mistakesOf),
    ...(steps.some(({ attemptsMs }) => attemptsMs !== null) ? [STORM] : []),
    ...(steps.some(({ lagMs }) => lagMs > LAG_MAX_MS) ? [BUSY] : []),
  ].join('\n');
}

const BUSY = `Where the lag is above ${LAG_MAX_MS} ms, processes got the CPU late: times, and what sessions in the store depend on, say more about the machine.`;

const STORM =
  'Storm: a Balancer takes 2,000 handshakes at once and 2,000 more each second, so that of 5,000 within a second a fifth have to try twice; "tries in" is within what time as many as were to come back tried first. Above 1 s, the clients were late: that is the load generator, not the site.';

const STEP_HEADER = [
  ...['step', 'touched', 'closed', 'refused', 'left', 'ghosts', 'p50 ms', 'p99 ms', 'max ms', 'at most'],
  ...['tries in ms', 'lost', 'doubled', 'reordered', 'strays', 'lag ms', 'holds'],
];

function stepLine(step: StepReport): string[] {
  const { name, touched, closed, refusals, left, ghosts, attemptsMs, wait, tally, lagMs, bars } = step;
  const [served] = bars;
  return [
    ...[name, touched, closed, refusals, left, ghosts],
    ...[wait?.p50 ?? '–', wait?.p99 ?? '–', wait?.max ?? '–', served?.limit ?? ''],
    ...[attemptsMs ?? '–', tally.lost, tally.doubled, tally.reordered, tally.stray, lagMs],
    bars.every(holds) ? 'yes' : 'NO',
  ].map(String);
}

const MEMORY_HEADER = ['memory of', 'steady', 'peak', 'growth', 'holds'];

function memoryLine(use: MemoryUse): string[] {
  const growth = growthBar(use);
  return [
    ...[use.of, inUnits(use.steadyBytes), inUnits(use.peakBytes)],
    ...[`${growth.value?.toFixed(2)} ×`, holds(growth) ? 'yes' : 'NO'],
  ];
}

const inUnits = (bytes: number) =>
  bytes < 2 ** 20 ? `${(bytes / 2 ** 10).toFixed(1)} KiB` : `${Math.round(bytes / 2 ** 20)} MiB`;

function silenceLine(silence: Silence): string {
  const verdict = holds(silenceBar(silence)) ? 'holds' : 'MISSED';
  return `${silence.people} fell silent without closing anything; seen when that has to be noticed (CON-6): ${silence.ghosts}, must be 0: ${verdict}`;
}

function mistakesOf({ name, bars, examples }: StepReport): string[] {
  const missed = bars.filter((bar) => holds(bar) === false);
  return [
    ...missed.map((bar) => `${name}: MISSED: ${inWords(bar)}`),
    ...examples.slice(0, 10).map((each) => `${name}: ${each}`),
  ];
}

const inWords = ({ what, value, limit, is, note }: Bar) =>
  `${what}: ${value}, must be ${is === 'at-most' ? 'at most' : 'at least'} ${limit}${note === undefined ? '' : ` (${note})`}`;
