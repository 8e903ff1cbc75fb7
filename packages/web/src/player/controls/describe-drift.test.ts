import { expect, it } from 'bun:test';
import { describeDrift } from './describe-drift.ts';

it.each([
  [null, 'syncUnknown', 0, true],
  [0.0112, 'inSync', 12, true],
  [-0.049, 'inSync', 49, true],
  [0.05, 'behind', 0.1, false],
  [0.84, 'behind', 0.8, false],
  [-12.34, 'ahead', 12.3, false],
] as const)('[WEB-7] a drift of %p is %p, %p', (drift, key, value, isFine) => {
  expect(describeDrift(drift)).toEqual({ key, value, isFine });
});
