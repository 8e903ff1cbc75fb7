import { alignedTable } from '../src/measuring/aligned-table.ts';
import { holds, type Bar } from '../src/measuring/bar.ts';
import { machineLine, type Machine } from '../src/measuring/machine.ts';
import type { RowResult } from './row.ts';

export interface Report extends Machine {
  readonly isQuick: boolean;
  readonly rows: Record<string, RowResult>;
}

const HEADER = ['row', 'what', 'median', 'least–most', 'holds'];

/** One line for each figure and each bar. */
export function tableOf(report: Report): string {
  const lines = Object.entries(report.rows).flatMap(([name, row]) =>
    [figureLines(name, row), barLines(name, row)].flat(),
  );
  const notes = Object.entries(report.rows).flatMap(([name, { bars }]) =>
    bars.flatMap((bar) =>
      holds(bar) === false && bar.note ? [`${name}: ${bar.what} does not hold: ${bar.note}`] : [],
    ),
  );
  return [machineLine(report), alignedTable(HEADER, lines), ...notes].join('\n');
}

const figureLines = (name: string, { figures }: RowResult): string[][] =>
  figures.map(({ subject, median, least, most, unit }) => [
    name,
    subject,
    `${number(median)} ${unit}`,
    least === most ? '' : `${number(least)}–${number(most)}`,
    '',
  ]);

const barLines = (name: string, { bars }: RowResult): string[][] =>
  bars.map((bar) => [name, bar.what, bar.value === null ? '' : number(bar.value), spread(bar), verdict(bar)]);

/** @throws Error when it is no report of this program */
export async function readReport(file: string): Promise<Report> {
  const report = (await Bun.file(file).json()) as Report;
  if (typeof report.rows !== 'object') throw new Error(`${file} is no report of npm run bench`);
  return report;
}

function verdict(bar: Bar): string {
  const isHeld = holds(bar);
  if (isHeld === null) return 'NOT MEASURED';
  return isHeld ? 'yes' : 'NO';
}

const spread = ({ least, most }: Bar) =>
  least === undefined || most === undefined ? '' : `${number(least)}–${number(most)}`;

const number = (value: number) => Number(value.toPrecision(3)).toLocaleString('en');
