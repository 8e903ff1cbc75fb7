import { expect, it } from 'bun:test';
import { lockMs } from './login-lock.ts';

it('[API-11] closes an account after ten failures, for longer each time, at most for 15 minutes', () => {
  const delays = Array.from({ length: 22 }, (_, failures) => lockMs(failures) / 1000);
  expect(delays).toEqual([
    ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ...[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900],
  ]);
  expect(lockMs(100_000)).toBe(900_000);
});
