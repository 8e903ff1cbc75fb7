import { describe, expect, it } from 'bun:test';
import { atMost, barOf, holds } from './bar.ts';

describe('a bar', () => {
  it('holds at its limit, and on the right side of it', () => {
    expect([1, 2, 3].map((value) => holds(atMost('ms', value, 2)))).toEqual([true, true, false]);
    expect([1, 2, 3].map((value) => holds(barOf('per second', [value], 'at-least', 2)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('is of the median, and tells how far apart the repetitions were', () => {
    expect(barOf('ms', [4, 1, 9], 'at-most', 5)).toEqual({
      what: 'ms',
      value: 4,
      limit: 5,
      is: 'at-most',
      least: 1,
      most: 9,
    });
  });

  it('does not hold of nothing, either way', () => {
    expect(holds(barOf('ms', [], 'at-most', 5))).toBe(false);
    expect(holds(barOf('per second', [], 'at-least', 5))).toBe(false);
    expect(holds(atMost('ms', NaN, 5))).toBe(false);
  });

  it('[PRF-1] is not known to hold where the peer is missing', () => {
    expect(holds({ ...atMost('ms', 0, 5), value: null })).toBeNull();
  });
});
