import { expect, it } from 'bun:test';
import { duration, port, size } from './units.ts';

it.each([
  ['250ms', 250],
  ['10s', 10_000],
  ['1.5m', 90_000],
  ['2 h', 7_200_000],
  ['1d', 86_400_000],
])('[CFG-1] reads the duration %p in ms', (text, expected) => {
  expect(duration().parse(text)).toBe(expected);
});

it.each([
  ['0B', 0],
  ['64KiB', 65_536],
  ['1.5MiB', 1_572_864],
  ['1GiB', 1_073_741_824],
])('[CFG-1] reads the size %p in bytes', (text, expected) => {
  expect(size().parse(text)).toBe(expected);
});

it.each(['', '10', 's', '-1s', '10 parsecs', '1s2s', '64KiB', 10, null])(
  '[CFG-1] refuses the duration %p',
  (text) => {
    expect(duration().safeParse(text).error?.issues).toMatchObject([
      { message: 'expected a duration such as "10s", "250ms" or "5m"' },
    ]);
  },
);

it('[CFG-1] refuses a size without its unit, and units with the wrong case', () => {
  for (const text of ['64', '64kib', '64KB']) expect(size().safeParse(text).success).toBeFalse();
});

it.each([-1, 65_536, 80.5, '80'])('[CFG-1] refuses the port %p', (value) => {
  expect(port().safeParse(value).error?.issues).toMatchObject([
    { message: 'expected a port from 0 to 65535' },
  ]);
});
