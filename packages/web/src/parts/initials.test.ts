import { describe, expect, it } from 'bun:test';
import { hueOf, initialsOf } from './initials.ts';

describe('initials', () => {
  it('are of the first and the last word', () => {
    expect(initialsOf('Ann Maria Lee')).toBe('AL');
    expect(initialsOf('curious-otter')).toBe('CO');
    expect(initialsOf('bob')).toBe('B');
  });

  it('keep whole characters, and are empty for no name', () => {
    expect(initialsOf('🦊 fox')).toBe('🦊F');
    expect(initialsOf('👩‍🚀 ann')).toBe('👩‍🚀A');
    expect(initialsOf('渡辺')).toBe('渡');
    expect(initialsOf(' ')).toBe('');
  });
});

describe('the colour of a name', () => {
  it('is always the same, and not the same for all', () => {
    expect(hueOf('Ann')).toBe(hueOf('Ann'));
    expect(new Set(['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn'].map(hueOf)).size).toBeGreaterThan(2);
  });
});
