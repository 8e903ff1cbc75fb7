import { expect, it } from 'bun:test';
import { nextSpeed } from './speeds.ts';

it.each([
  [1, 1, 4, 1.25],
  [1, -1, 4, 0.75],
  [1.1, 1, 4, 1.25],
  [1.1, -1, 4, 1],
  [2, 1, 2, null],
  [4, 1, 4, null],
  [0.25, -1, 4, null],
] as const)('[WEB-12] from %p, %p step with at most %p leads to %p', (speed, steps, max, next) => {
  expect(nextSpeed(speed, steps, max)).toBe(next);
});
