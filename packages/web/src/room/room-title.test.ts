import { describe, expect, it } from 'bun:test';
import { isGeneratedName, roomTitle } from './room-title.ts';

const GENERATED = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

describe('what a room is called', () => {
  it('[ROM-1] is its title, else the name that somebody chose for it', () => {
    expect(roomTitle('Movie night', 'cinema', 'Untitled')).toBe('Movie night');
    expect(roomTitle('', 'cinema', 'Untitled')).toBe('cinema');
    expect(roomTitle('Movie night', GENERATED, 'Untitled')).toBe('Movie night');
    expect(roomTitle('', GENERATED, 'Untitled')).toBe('Untitled');
  });

  it('[ROM-1] is never the name that the site gave it', () => {
    expect(isGeneratedName(GENERATED)).toBe(true);
    expect(isGeneratedName(GENERATED.toUpperCase())).toBe(true);
    for (const name of ['cinema', `${GENERATED}0`, GENERATED.replaceAll('-', '')])
      expect(isGeneratedName(name)).toBe(false);
  });
});
