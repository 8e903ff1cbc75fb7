import { expect, it } from 'bun:test';
import { paced } from './pace.ts';

it('[PRF-2] says when each turn was due, and is never early', async () => {
  const turns: { index: number; dueAt: number; at: number }[] = [];
  const before = performance.now();
  const count = await paced({ perSecond: 1000, forMs: 20 }, (index, dueAt) =>
    turns.push({ index, dueAt, at: performance.now() }),
  );
  expect(count).toBe(20);
  expect(turns.map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  const [first] = turns;
  if (first === undefined) throw new Error('nothing was done');
  expect(first.dueAt).toBeGreaterThanOrEqual(before + 1);
  for (const { index, dueAt, at } of turns) {
    expect(dueAt).toBeCloseTo(first.dueAt + index, 6);
    expect(at).toBeGreaterThanOrEqual(dueAt);
  }
});

it('[PRF-2] makes up for a stall at once, without moving what was due meanwhile', async () => {
  const lateMs: number[] = [];
  await paced({ perSecond: 1000, forMs: 60 }, (index, dueAt) => {
    if (index === 0) Bun.sleepSync(30);
    lateMs.push(performance.now() - dueAt);
  });
  expect(lateMs).toHaveLength(60);
  expect(lateMs[1]).toBeGreaterThan(28);
});
