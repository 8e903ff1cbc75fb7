import { describe, expect, it } from 'bun:test';
import { rosterMistakes } from './rosters.ts';

const PRESENT = ['a', 'b', 'c'];
const NOBODY = new Set<string>();

describe('the rosters of a room, checked', () => {
  it('[CHA-2] finds nothing where everyone knows exactly those who are there, in any order', () => {
    const rosters = [PRESENT, ['c', 'a', 'b'], ['b', 'c', 'a']];
    const none = { ghosts: [], missing: [] };
    expect(rosterMistakes(rosters, { present: PRESENT, perhaps: NOBODY })).toEqual(none);
  });

  it('[CHA-2] finds a ghost that a single person sees, and counts it once if all see it', () => {
    const haunted = [...PRESENT, 'left'];
    const there = { present: PRESENT, perhaps: NOBODY };
    expect(rosterMistakes([PRESENT, haunted], there)).toEqual({ ghosts: ['left'], missing: [] });
    expect(rosterMistakes([haunted, haunted], there)).toEqual({ ghosts: ['left'], missing: [] });
  });

  it('[CHA-2] finds who is there twice: one of the two is a ghost', () => {
    const twice = [['a', 'b', 'c', 'a']];
    expect(rosterMistakes(twice, { present: PRESENT, perhaps: NOBODY }).ghosts).toEqual(['a']);
  });

  it('[CHA-2] finds who is there and missing from one roster', () => {
    const rosters = [PRESENT, ['a', 'c']];
    const mistakes = { ghosts: [], missing: ['b'] };
    expect(rosterMistakes(rosters, { present: PRESENT, perhaps: NOBODY })).toEqual(mistakes);
  });

  it('[CON-6] lets who fell silent be seen or not until their time is over, and then finds them', () => {
    const rosters = [[...PRESENT, 'silent'], PRESENT];
    const early = { present: PRESENT, perhaps: new Set(['silent']) };
    expect(rosterMistakes(rosters, early)).toEqual({ ghosts: [], missing: [] });
    expect(rosterMistakes(rosters, { present: PRESENT, perhaps: NOBODY }).ghosts).toEqual(['silent']);
  });
});
