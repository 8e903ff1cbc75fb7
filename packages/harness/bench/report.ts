import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Machine } from './machine.ts';
import { holds, type Bar, type RowResult } from './row.ts';

export interface Report extends Machine {
  readonly isQuick: boolean;
  readonly rows: Record<string, RowResult>;
}

const DIRECTORY = resolve(import.meta.dir, '../../../.reports');

/** One line for each figure and each bar. */
export function tableOf(report: Report): string {
  const { cores, cpu, kernel, bun, commit, loadAverage } = report;
  const lines = Object.entries(report.rows).flatMap(([name, row]) =>
    [figureLines(name, row), barLines(name, row)].flat(),
  );
  const header = ['row', 'what', 'median', 'least–most', 'holds'];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const text = [header, ...lines].map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = Object.entries(report.rows).flatMap(([name, { bars }]) =>
    bars.flatMap((bar) =>
      holds(bar) === false && bar.note ? [`${name}: ${bar.what} does not hold: ${bar.note}`] : [],
    ),
  );
  return [
    `${cores} × ${cpu}, Linux ${kernel}, Bun ${bun}, commit ${commit}, load ${loadAverage.toFixed(1)} before`,
    ...text,
    ...notes,
  ].join('\n');
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

/** @returns the file, which has the name of the benchmark and the time */
export async function writeReport(report: Machine, name: string): Promise<string> {
  mkdirSync(DIRECTORY, { recursive: true });
  const file = `${DIRECTORY}/${name}-${report.at.replaceAll(/[:.]/g, '-')}.json`;
  await Bun.write(file, JSON.stringify(report, null, 2));
  return file;
}

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
