import { describe, expect, it } from 'bun:test';
import { isRoomName, roomMeant, roomNameFor, searchOf } from './room-name.ts';

const BYTES = Uint8Array.from({ length: 12 }, (_, index) => index * 21);

describe('the name of a new room', () => {
  it('[ROM-1] has 3 to 32 letters, digits, "-" or "_"', () => {
    for (const name of ['abc', 'Movie-Night_2', 'x'.repeat(32)]) expect(isRoomName(name)).toBe(true);
    for (const name of ['', 'ab', 'x'.repeat(33), 'a b c', 'späti', '../etc'])
      expect(isRoomName(name)).toBe(false);
  });

  it('[ROM-1] is none that the API has a use for', () => {
    for (const name of ['list', 'Create', 'GENERATE']) expect(isRoomName(name)).toBe(false);
    expect(isRoomName('lists')).toBe(true);
  });

  it('[WEB-10] reminds of the title, cannot be guessed, and is always allowed', () => {
    expect(roomNameFor('Soirée ciné!', BYTES)).toMatch(/^soiree-cine-[a-z2-9]{12}$/);
    expect(roomNameFor('映画', BYTES)).toMatch(/^room-[a-z2-9]{12}$/);
    expect(roomNameFor('x'.repeat(100), BYTES)).toHaveLength(32);
    for (const title of ['Soirée ciné!', '映画', 'x'.repeat(100), '---', ''])
      expect(isRoomName(roomNameFor(title, BYTES))).toBe(true);
    expect(roomNameFor('a', BYTES)).not.toBe(roomNameFor('a', BYTES.toReversed()));
  });
});

describe('the room that somebody means', () => {
  it('[WEB-10] is the name, or what its link names', () => {
    expect(roomMeant(' movie-night ')).toBe('movie-night');
    expect(roomMeant('https://usher.example/room/Movie-Night?invite=abc#x')).toBe('Movie-Night');
    expect(roomMeant('usher.example/room/foo/')).toBe('foo');
    for (const text of ['', 'two words', 'https://usher.example/', 'x'.repeat(65)])
      expect(roomMeant(text)).toBeNull();
  });

  it('[ROM-35] keeps the invitation of its link', () => {
    expect(searchOf('https://usher.example/room/foo?invite=abc#x')).toBe('?invite=abc');
    expect(searchOf('https://usher.example/room/foo')).toBe('');
    expect(searchOf('foo')).toBe('');
  });
});
