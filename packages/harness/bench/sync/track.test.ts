import { describe, expect, it } from 'bun:test';
import { distances, positionAt, seeksWithin, type Track } from './track.ts';

/** A player that is at `position` when `at` is 0, noted every 50 ms, until it jumps by `jumpS` at `jumpAt`. */
function track(position: number, { forMs = 1000, jumpAt = Infinity, jumpS = 0, phaseMs = 0 } = {}): Track {
  const samples = Array.from({ length: forMs / 50 + 1 }, (_, index) => {
    const at = phaseMs + index * 50;
    return { at, position: position + at / 1000 + (at >= jumpAt ? jumpS : 0) };
  });
  return { samples, seeksAt: jumpAt === Infinity ? [] : [jumpAt], joinedAt: 0 };
}

describe('where a player was', () => {
  it('is between two samples what lies between them', () => {
    expect(positionAt(track(10).samples, 425)).toBeCloseTo(10.425);
  });

  it('is where it was before, when it has jumped meanwhile', () => {
    expect(positionAt(track(10, { jumpAt: 500, jumpS: 100 }).samples, 475)).toBeCloseTo(10.45);
    expect(positionAt(track(10, { jumpAt: 500, jumpS: -5 }).samples, 475)).toBeCloseTo(10.45);
  });

  it('is unknown before the first sample, after the last, and where many are missing', () => {
    const { samples } = track(10);
    expect(positionAt(samples, -1)).toBeNull();
    expect(positionAt(samples, 1001)).toBeNull();
    const gap = samples.filter(({ at }) => at < 300 || at > 600);
    expect(positionAt(gap, 400)).toBeNull();
  });
});

describe('distance', () => {
  it('[WEB-4] is that of the two players that are farthest apart, whenever each was looked at', () => {
    const tracks = [track(10), track(10.012, { phaseMs: 17 }), track(9.97, { phaseMs: 31 })];
    const all = distances(tracks, { from: 100, to: 900 });
    expect(all.length).toBe(16);
    for (const { ms } of all) expect(ms).toBeCloseTo(42, 5);
  });

  it('[WEB-4] is unknown while a player is missing', () => {
    const all = distances([track(10), track(10, { phaseMs: 400 })], { from: 300, to: 500 });
    expect(all.map(({ ms }) => ms === null)).toEqual([true, true, false, false]);
  });

  it('[WEB-4] seeks are counted by when they began', () => {
    const sought = track(10, { jumpAt: 500, jumpS: 100 });
    expect([seeksWithin(sought, { from: 0, to: 500 }), seeksWithin(sought, { from: 500, to: 900 })]).toEqual([
      0, 1,
    ]);
  });
});
