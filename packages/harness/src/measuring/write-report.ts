import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Machine } from './machine.ts';

const DIRECTORY = resolve(import.meta.dir, '../../../../.reports');

/** Keeps what was measured as JSON. @returns the file, which has the name of the benchmark and the time */
export async function writeReport(report: Machine, name: string): Promise<string> {
  mkdirSync(DIRECTORY, { recursive: true });
  const file = `${DIRECTORY}/${name}-${report.at.replaceAll(/[:.]/g, '-')}.json`;
  await Bun.write(file, JSON.stringify(report, null, 2));
  return file;
}
