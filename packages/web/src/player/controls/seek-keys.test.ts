import { expect, it } from 'bun:test';
import { seekKeyTarget } from './seek-keys.ts';

it.each([
  ['ArrowRight', 15],
  ['ArrowUp', 15],
  ['ArrowLeft', 5],
  ['ArrowDown', 5],
  ['PageUp', 62],
  ['PageDown', 0],
  ['Home', 0],
  ['End', 62],
  ['a', null],
] as const)('[WEB-12] %p leads from 10 of 62 seconds to %p', (key, to) => {
  expect(seekKeyTarget(key, 10, 62)).toBe(to);
});
