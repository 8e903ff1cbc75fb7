import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { assignSlots, capacityOf, type Slots } from './slots.ts';

const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 40 });
const NONE: Slots = new Map();

describe('the places of rooms', () => {
  it('[WEB-20] are one for each, and as many as are wanted', () => {
    fc.assert(
      fc.property(keys, keys, (before, after) => {
        const slots = assignSlots(assignSlots(NONE, before), after);
        expect([...slots.keys()].toSorted()).toEqual(after.toSorted());
        expect(new Set(slots.values()).size).toBe(after.length);
      }),
    );
  });

  it('[WEB-20] stay the same while few go', () => {
    fc.assert(
      fc.property(keys, keys, (before, added) => {
        const first = assignSlots(NONE, before);
        const second = assignSlots(first, [...before.slice(before.length / 2), ...added]);
        for (const key of before.slice(before.length / 2)) expect(second.get(key)).toBe(first.get(key));
      }),
    );
  });

  it('[WEB-20] do not depend on the order in which rooms are named', () => {
    fc.assert(
      fc.property(keys, (all) => {
        expect(assignSlots(NONE, all)).toEqual(assignSlots(NONE, all.toReversed()));
      }),
    );
  });

  it('[WEB-20] do not spread for ever: when most have gone, the others move together', () => {
    const all = Array.from({ length: 100 }, (_, n) => `room-${String(n).padStart(3, '0')}`);
    const left = assignSlots(assignSlots(NONE, all), all.slice(95));
    expect(capacityOf(left)).toBe(5);
    expect([...left.keys()]).toEqual(all.slice(95));
  });
});
