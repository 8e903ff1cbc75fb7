import { describe, expect, it } from 'bun:test';
import { choiceLike, trackChoice } from './caption-choices.ts';

const english = trackChoice({ id: '0', label: 'English' });
const german = trackChoice({ id: '1', label: 'Deutsch' });
const forDeaf = trackChoice({ id: '2', label: 'English' });
const ofItem = { id: 'item', label: 'Subtitles of this video', track: null };

describe('what a viewer has chosen to read', () => {
  it('[WEB-12] is found again where it is the same', () => {
    const choices = [english, german, forDeaf, ofItem];
    for (const choice of choices) expect(choiceLike(choice.id, choices)).toBe(choice);
  });

  it('[WEB-12] is found by its name where the tracks of another item have other numbers', () => {
    const other = trackChoice({ id: '0', label: 'Deutsch' });
    expect(choiceLike(german.id, [ofItem, other])).toBe(other);
    const stage = trackChoice({ id: '7', label: 'Act 1: the storm' });
    expect(choiceLike(stage.id, [{ ...stage, id: 'track:1:Act 1: the storm' }])?.track).toBe('7');
  });

  it('[WEB-12] is nothing else where it is not there', () => {
    expect(choiceLike(german.id, [english, ofItem])).toBeNull();
    expect(choiceLike('item', [english])).toBeNull();
    expect(choiceLike('', [english])).toBeNull();
    expect(choiceLike(english.id, [{ id: 'own', label: 'English', track: null }])).toBeNull();
  });
});
