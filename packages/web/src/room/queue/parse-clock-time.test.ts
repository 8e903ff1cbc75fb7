import { expect, it } from 'bun:test';
import { parseClockTime } from './parse-clock-time.ts';

it.each([
  ['0', 0],
  ['75', 75],
  ['1:15', 75],
  [' 12:34 ', 754],
  ['90:00', 5400],
  ['1:00:00', 3600],
  ['1:02:03.5', 3723.5],
  ['0:09,25', 9.25],
])('%s is %d s', (text, seconds) => {
  expect(parseClockTime(text)).toBe(seconds);
});

it.each(['', 'a', '1:60', '1:60:00', ':30', '1:', '-1', '1:2:3:4', '1e3'])('%s is no time', (text) => {
  expect(parseClockTime(text)).toBeNull();
});
