import { describe, expect, it } from 'bun:test';
import { percentile } from '@usher/kit/testing';
import * as fc from 'fast-check';
import { SimulatedRoom, type ViewerOptions } from '../testing/simulated-room.ts';

/** What everyone may take to come together after an event (WEB-4). */
const SETTLE_MS = 2_000;

/** Four people whose links, clocks and players are each a little different. */
const viewers = (delayMs: fc.Arbitrary<readonly [number, number]>): fc.Arbitrary<ViewerOptions[]> =>
  fc.array(
    fc.record({
      seed: fc.nat(),
      clockErrorMs: fc.integer({ min: -10_000, max: 10_000 }),
      delayMs,
      seekMs: fc.integer({ min: 30, max: 150 }),
      // What starts late by less than the dead zone is left so.
      startMs: fc.integer({ min: 20, max: 27 }),
      rateError: fc.double({ min: -0.0005, max: 0.0005, noNaN: true }),
    }),
    { minLength: 4, maxLength: 4 },
  );

const RUNS = { numRuns: 15 };

describe.each([
  ['no delay', fc.constant([0, 1] as const), { p50: 10, p95: 30, most: 100 }],
  ['100 ± 50 ms one way', fc.constant([50, 150] as const), { p50: 20, p95: 40, most: 100 }],
  [
    '0 to 300 ms',
    fc.integer({ min: 0, max: 250 }).map((least) => [least, least + 50] as const),
    { p50: 20, p95: 50, most: 150 },
  ],
])('people behind %s', (_name, delayMs, bars) => {
  it('[WEB-4] are together within 2 s of play and seek, and stay so', () => {
    fc.assert(
      fc.property(viewers(delayMs), (people) => {
        const room = new SimulatedRoom(people);
        room.run(3_000);
        const distances: number[] = [];
        for (const change of [{ playing: true }, { position: 600 }, { position: 30 }]) {
          room.announce(change);
          room.run(SETTLE_MS);
          distances.push(...room.run(4_000));
        }
        expect(percentile(distances, 0.5)).toBeLessThanOrEqual(bars.p50);
        expect(percentile(distances, 0.95)).toBeLessThanOrEqual(bars.p95);
        expect(Math.max(...distances)).toBeLessThanOrEqual(bars.most);
      }),
      RUNS,
    );
  });

  it('[WEB-4] seek once per event at most, and never in a minute of which nobody touches anything', () => {
    fc.assert(
      fc.property(viewers(delayMs), (people) => {
        const room = new SimulatedRoom(people);
        room.run(3_000);
        for (const change of [{ playing: true }, { position: 600 }, { playing: false }, { playing: true }]) {
          const before = room.seeks;
          room.announce(change);
          room.run(5_000);
          for (const [n, seeks] of room.seeks.entries())
            expect(seeks - (before[n] ?? 0)).toBeLessThanOrEqual(1);
        }
        const settled = room.seeks;
        room.run(60_000);
        expect(room.seeks).toEqual(settled);
      }),
      { numRuns: 5 },
    );
  });
});

it('[WEB-3] slow players come together too, a little later', () => {
  const slow = viewers(fc.constant([50, 150] as const)).map((people) =>
    people.map((person, n) => ({ ...person, seekMs: 200 + 200 * n })),
  );
  fc.assert(
    fc.property(slow, (people) => {
      const room = new SimulatedRoom(people);
      room.run(3_000);
      room.announce({ playing: true });
      room.run(5_000);
      room.announce({ position: 600 });
      room.run(10_000);
      expect(Math.max(...room.run(5_000))).toBeLessThan(40);
    }),
    RUNS,
  );
});
