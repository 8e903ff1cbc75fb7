import { alignedTable } from '../src/measuring/aligned-table.ts';
import { machineLine, type Machine } from '../src/measuring/machine.ts';
import { holds, type Bar } from '../src/measuring/bar.ts';
import type { ChaosOptions } from './faults/fault.ts';
import { growthBar, type ChaosResult } from './run-chaos.ts';
import type { StepReport } from './run-step.ts';
import { LAG_MAX_MS } from './site/lag-watch.ts';
import type { MemoryUse } from './site/memory-watch.ts';

export interface ChaosReport extends Machine, ChaosResult {
  readonly options: ChaosOptions;
}

/** One line for each step, one for each role's memory, and each bar that was missed in words. */
export function tableOf(report: ChaosReport): string {
  const { options, steps, memory } = report;
  const uses = [...memory, ...steps.flatMap((step) => step.memory)];
  return [
    machineLine(report),
    `${options.rooms * options.perRoom} clients in ${options.rooms} rooms, store ${options.store}, seed ${options.seed}`,
    '',
    alignedTable(STEP_HEADER, steps.map(stepLine)),
    '',
    alignedTable(MEMORY_HEADER, uses.map(memoryLine)),
    ...steps.flatMap(mistakesOf),
    ...(steps.some(({ lagMs }) => lagMs > LAG_MAX_MS) ? [BUSY] : []),
  ].join('\n');
}

const BUSY = `Where the lag is above ${LAG_MAX_MS} ms, processes got the CPU late: times, and what sessions in the store depend on, say more about the machine.`;

const STEP_HEADER = [
  ...['step', 'touched', 'closed', 'refused', 'p50 ms', 'p99 ms', 'max ms', 'at most'],
  ...['lost', 'doubled', 'reordered', 'strays', 'lag ms', 'holds'],
];

function stepLine({ name, touched, closed, refusals, wait, tally, lagMs, bars }: StepReport): string[] {
  const [served] = bars;
  return [
    ...[name, touched, closed, refusals],
    ...[wait?.p50 ?? '–', wait?.p99 ?? '–', wait?.max ?? '–', served?.limit ?? ''],
    ...[tally.lost, tally.doubled, tally.reordered, tally.stray, lagMs],
    bars.every(holds) ? 'yes' : 'NO',
  ].map(String);
}

const MEMORY_HEADER = ['role', 'steady', 'peak', 'of', 'growth', 'holds'];

function memoryLine(use: MemoryUse): string[] {
  const growth = growthBar(use);
  return [
    ...[use.role, mib(use.steadyBytes), mib(use.peakBytes), use.peakOf],
    ...[`${growth.value?.toFixed(2)} ×`, holds(growth) ? 'yes' : 'NO'],
  ];
}

const mib = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

function mistakesOf({ name, bars, examples }: StepReport): string[] {
  const missed = bars.filter((bar) => holds(bar) === false);
  return [
    ...missed.map((bar) => `${name}: MISSED: ${inWords(bar)}`),
    ...examples.slice(0, 10).map((each) => `${name}: ${each}`),
  ];
}

const inWords = ({ what, value, limit, is }: Bar) =>
  `${what}: ${value}, must be ${is === 'at-most' ? 'at most' : 'at least'} ${limit}`;
