import { describe, expect, it } from 'bun:test';
import { firstAttempts, shortestSpanMs } from './attempts.ts';

const client = (closedAt: number, attempts: readonly number[], origin = 'one') => ({
  closes: [{ at: closedAt, code: 1006, origin }],
  served: [],
  silences: [],
  comings: 0,
  attempts: [...attempts],
  refusals: 0,
});

describe('how close together clients come back', () => {
  it('[CHA-1] looks at the first attempt of each after its loss', () => {
    const records = [
      client(100, [90, 700, 2000]),
      client(110, [900]),
      client(100, [150], 'other'),
      client(100, []),
    ];
    expect(firstAttempts(records, 'one')).toEqual([700, 900]);
  });

  it.each<[readonly number[], number, number | null]>([
    [[700, 100, 300, 200], 3, 200],
    [[0, 900, 1000], 2, 100],
    [[5], 1, 0],
    [[1, 2], 3, null],
    [[], 1, null],
  ])('[CHA-1] of %p, %p come within %p ms', (times, count, span) =>
    expect(shortestSpanMs(times, count)).toBe(span),
  );
});
