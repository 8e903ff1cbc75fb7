import { describe, expect, it } from 'bun:test';
import { newRoomName, roomSettings } from './room.ts';

const isName = (name: string): boolean => newRoomName.safeParse(name).success;

describe('the name of a new room', () => {
  it('[ROM-1] is 3 to 32 letters, digits, "-" or "_"', () => {
    for (const name of ['abc', 'A-b_9', '---', 'x'.repeat(32)]) expect(isName(name)).toBe(true);
    for (const name of [
      '',
      'ab',
      'x'.repeat(33),
      'a b',
      'a/b',
      'a.b',
      'häh',
      'abc\n',
      '\nabc',
      ' abc',
      'ａｂｃ',
    ])
      expect(isName(name)).toBe(false);
  });

  it('[ROM-1] is none of the API’s own words, in any case', () => {
    for (const name of ['list', 'create', 'generate', 'LIST', 'Create']) expect(isName(name)).toBe(false);
    for (const name of ['lists', 'my-list', 'recreate']) expect(isName(name)).toBe(true);
  });
});

describe('the settings of a room', () => {
  const isTitle = (title: string) => roomSettings.shape.title.safeParse(title).success;
  const isDescription = (text: string) => roomSettings.shape.description.safeParse(text).success;

  it('[ROM-1] a title has at most 254 characters and no line breaks', () => {
    for (const title of ['', 'Film night', 'x'.repeat(254)]) expect(isTitle(title)).toBe(true);
    for (const title of ['x'.repeat(255), 'a\nb', 'a\rb', 'a\n', '\u2028', 'a\u2029']) {
      expect(isTitle(title)).toBe(false);
    }
  });

  it('[ROM-1] a description has at most 4,000 characters, in as many lines as it likes', () => {
    for (const text of ['', 'a\nb', 'x'.repeat(4000)]) expect(isDescription(text)).toBe(true);
    expect(isDescription('x'.repeat(4001))).toBe(false);
  });
});
