import { expect, it } from 'bun:test';
import type { Bar } from '../src/measuring/bar.ts';
import type { Report } from './report.ts';
import { verdictOf } from './verdict.ts';

const bar = (what: string, value: number | null): Bar => ({ what, value, limit: 1, is: 'at-most' });

function report(...bars: Bar[]): Report {
  const machine = { at: '', commit: '', cores: 2, cpu: '', kernel: '', bun: '', loadAverage: 0 };
  return { ...machine, isQuick: true, rows: { row: { figures: [], bars } } };
}

it('[PRF-1] says that all bars hold only when all were measured and hold', () => {
  expect(verdictOf(report(bar('a', 1), bar('b', 0)), [], true)).toEqual({
    line: '2 bars: all hold',
    exitCode: 0,
  });
});

it('[PRF-1] names the bars that were not measured, and fails for them in CI', () => {
  const partly = report(bar('a', 1), bar('b ≤ 1 × nginx', null));
  const line = '2 bars: 1 NOT MEASURED: row: b ≤ 1 × nginx';
  expect(verdictOf(partly, [], false)).toEqual({ line, exitCode: 0 });
  expect(verdictOf(partly, [], true)).toEqual({ line, exitCode: 1 });
});

it('[PRF-1] fails for a bar that does not hold, and for what is worse than before', () => {
  expect(verdictOf(report(bar('a', 2)), [], false)).toEqual({
    line: '1 bars: 1 DO NOT HOLD: row: a',
    exitCode: 1,
  });
  expect(verdictOf(report(bar('a', 1)), ['WORSE'], false).exitCode).toBe(1);
});
