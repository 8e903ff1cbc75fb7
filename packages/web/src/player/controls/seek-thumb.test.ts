import { describe, expect, it } from 'bun:test';
import { followPlayback, FREE, letGo, type SeekThumb } from './seek-thumb.ts';

const LET_GO: SeekThumb = { state: 'let-go', at: 40, since: 1_000 };

describe('the thumb of the seek slider', () => {
  it('[WEB-12] stays where it was let go until playback is there', () => {
    expect(followPlayback(LET_GO, 10, 1_100)).toBe(LET_GO);
    expect(followPlayback(LET_GO, 40.3, 1_100)).toBe(FREE);
  });

  it('[WEB-12] [WEB-13] goes back after a second where playback does not follow', () => {
    expect(followPlayback(LET_GO, 10, 1_999)).toBe(LET_GO);
    expect(followPlayback(LET_GO, 10, 2_000)).toBe(FREE);
  });

  it('[WEB-12] stays in the hand, however long that takes', () => {
    const held: SeekThumb = { state: 'held', at: 40 };
    expect(followPlayback(held, 40, 60_000)).toBe(held);
    expect(letGo(held, 60_000)).toEqual({ state: 'let-go', at: 40, since: 60_000 });
    expect(letGo(LET_GO, 60_000)).toBe(LET_GO);
    expect(letGo(FREE, 60_000)).toBe(FREE);
  });
});
