import { describe, expect, it } from 'bun:test';
import { createFormat } from './format.ts';

describe('lengths in words', () => {
  it('[WEB-12] name hours, minutes and seconds, but none that is zero', () => {
    const { duration } = createFormat('en');
    expect(duration(80)).toBe('1 minute 20 seconds');
    expect(duration(3601.9)).toBe('1 hour 1 second');
    expect(duration(120)).toBe('2 minutes');
    expect(duration(0)).toBe('0 seconds');
    expect(duration(-3)).toBe('0 seconds');
  });

  it('[WEB-17] are as the language says them', () => {
    expect(createFormat('de').duration(80)).toBe('1 Minute, 20 Sekunden');
    expect(createFormat('fr').duration(62).replaceAll(/\s/g, ' ')).toBe('1 minute 2 secondes');
    expect(createFormat('ja').duration(80)).toBe('1 分20 秒');
  });
});

describe('names in a row', () => {
  it('[WEB-17] are joined as the language joins them', () => {
    expect(createFormat('en').list(['Ann', 'Bob', 'Cleo'])).toBe('Ann, Bob, and Cleo');
    expect(createFormat('es').list(['Ann', 'Bob'])).toBe('Ann y Bob');
  });
});
