import { describe, expect, it } from 'bun:test';
import { chooseLanguage } from './languages.ts';

describe('the language of the page', () => {
  it('[WEB-17] is what was chosen before', () => {
    expect(chooseLanguage(['ja', 'de-DE', 'en'])).toBe('ja');
  });

  it('[WEB-17] is the first of the browser’s that the page speaks, of whatever region', () => {
    expect(chooseLanguage([null, 'pt-BR', 'fr-CA', 'en-US'])).toBe('fr');
  });

  it('[WEB-17] is English when the page speaks none of them', () => {
    expect(chooseLanguage([null, 'pt', 'nonsense', 'constructor'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });
});
