import { expect, it } from 'bun:test';
import { WritePace } from './write-pace.ts';

/** What each write waits for when so many messages come every millisecond, from `start` for `forMs`. */
function waits(pace: WritePace, perMs: number, start: number, forMs: number): number[] {
  return Array.from({ length: forMs }, (_, n) => {
    const wait = pace.waitMs(start + n);
    for (let i = 0; i < perMs; i++) pace.count();
    return wait;
  });
}

it('[LNK-52] writes at once what comes now and then', () => {
  const pace = new WritePace();
  expect(waits(pace, 1, 1000, 50)).not.toContain(1);
  expect(waits(pace, 7, 2000, 50)).not.toContain(1);
});

it('[LNK-52] gathers for a millisecond what comes thick and fast, until it does no more', () => {
  const pace = new WritePace();
  expect(waits(pace, 12, 1000, 50).slice(5)).not.toContain(0);
  expect(waits(pace, 2, 1050, 50).slice(5)).not.toContain(1);
});

it('[LNK-52] does not keep waiting what comes after a pause', () => {
  const pace = new WritePace();
  waits(pace, 100, 1000, 50);
  expect(waits(pace, 1, 1500, 1)).toEqual([0]);
});
