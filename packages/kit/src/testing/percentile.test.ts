import { expect, it } from 'bun:test';
import { percentile } from './percentile.ts';

it.each([
  [0, 15],
  [0.05, 15],
  [0.3, 20],
  [0.4, 20],
  [0.5, 35],
  [0.81, 50],
  [1, 50],
])('the %p percentile is the nearest rank: %p', (share, value) => {
  expect(percentile([50, 20, 15, 40, 35], share)).toBe(value);
});

it('is a sample: of an even number the lower of the two in the middle', () => {
  expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
  expect(percentile([7], 0.01)).toBe(7);
  expect(
    percentile(
      Array.from({ length: 100 }, (_, n) => n + 1),
      0.99,
    ),
  ).toBe(99);
});

it('of nothing is no number, which no bar lets pass', () => {
  const nothing = percentile([], 0.99);
  expect(nothing).toBeNaN();
  for (const bar of [
    () => expect(nothing).toBeLessThan(1000),
    () => expect(nothing).toBeLessThanOrEqual(1000),
    () => expect(nothing).toBeGreaterThan(0),
    () => expect(nothing).toBeGreaterThanOrEqual(0),
  ])
    expect(bar).toThrow();
});

it('leaves the samples in their order', () => {
  const samples = [3, 1, 2];
  percentile(samples, 0.5);
  expect(samples).toEqual([3, 1, 2]);
});
