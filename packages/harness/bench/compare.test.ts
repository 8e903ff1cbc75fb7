import { describe, expect, it } from 'bun:test';
import type { Bar } from '../src/measuring/bar.ts';
import { compare } from './compare.ts';
import type { Report } from './report.ts';

const MACHINE = { at: '', commit: '', cores: 2, cpu: 'a CPU', kernel: '6', bun: '1', loadAverage: 0 };

const atMost = (value: number | null, what = 'cost'): Bar => ({ what, value, limit: 4, is: 'at-most' });
const atLeast = (value: number): Bar => ({ what: 'rate', value, limit: 4, is: 'at-least' });

function report(rows: Record<string, readonly Bar[]>, other: Partial<Report> = {}): Report {
  const results = Object.entries(rows).map(([name, bars]) => [name, { figures: [], bars }] as const);
  return { ...MACHINE, isQuick: false, rows: Object.fromEntries(results), ...other };
}

const failures = (before: Bar, now: Bar) =>
  compare(report({ row: [before] }), report({ row: [now] })).failures;

describe('a comparison with an earlier report', () => {
  it('[PRF-1] says what is more than 10 % worse, whichever side is the better one', () => {
    expect(failures(atMost(1), atMost(1.2))).toEqual(['WORSE row: cost: 1.00 before, 1.20 now']);
    expect(failures(atLeast(1.2), atLeast(1))).toEqual(['WORSE row: rate: 1.20 before, 1.00 now']);
    expect(failures(atMost(1), atMost(1.05))).toEqual([]);
    expect(failures(atMost(1), atMost(0.1))).toEqual([]);
    expect(failures(atLeast(1), atLeast(9))).toEqual([]);
  });

  it('[PRF-1] takes what has come to no number for worse', () => {
    expect(failures(atMost(1), atMost(NaN))).toHaveLength(1);
    expect(failures(atLeast(1), atLeast(NaN))).toHaveLength(1);
  });

  it('[PRF-1] does not take a little for endlessly more than nothing', () => {
    expect(failures(atMost(0), atMost(0.1))).toEqual([]);
    expect(failures(atMost(-0.2), atMost(0.1))).toEqual([]);
    expect(failures(atMost(0), atMost(1))).toHaveLength(1);
  });

  it('[PRF-1] misses bars and rows that are gone, and what is not measured any more', () => {
    const before = report({ row: [atMost(1), atMost(2, 'size')], other: [atMost(3)] });
    expect(compare(before, report({ row: [atMost(null)] })).failures).toEqual([
      'NOT MEASURED row: cost: 1.00 before',
      'GONE row: size: 2.00 before',
      'GONE other: cost: 3.00 before',
    ]);
  });

  it('[PRF-1] does not miss what was not to be measured, nor what was not measured before', () => {
    const before = report({ row: [atMost(null)], other: [atMost(3)] });
    expect(compare(before, report({ row: [atMost(1)] }), ['row']).failures).toEqual([]);
  });

  it('[PRF-1] warns of a quick run beside a full one, and of another machine', () => {
    const rows = { row: [atMost(1)] };
    const { caveats } = compare(report(rows), report(rows, { isQuick: true, cores: 64 }));
    expect(caveats).toEqual([
      'NOT COMPARABLE as it is: the length of the run differs: full before, quick now',
      'NOT COMPARABLE as it is: the machine differs: 2 × a CPU, Linux 6, Bun 1 before, 64 × a CPU, Linux 6, Bun 1 now',
    ]);
    expect(compare(report(rows), report(rows, { commit: 'other', loadAverage: 9 })).caveats).toEqual([]);
  });
});
