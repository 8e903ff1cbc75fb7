import { describe, expect, it } from 'bun:test';
import { readIsoDuration } from './iso-duration.ts';

describe('readIsoDuration', () => {
  const cases: [text: string, seconds: number | null][] = [
    ['PT1H2M3.5S', 3723.5],
    ['PT0.04S', 0.04],
    ['PT90M', 5400],
    ['P1DT1S', 86_401],
    ['P1W', 604_800],
    ['P0D', 0],
    ['P1M', null],
    ['PT-1S', null],
    ['1:02:03', null],
    ['', null],
  ];
  for (const [text, seconds] of cases) {
    it(`[MED-10] reads ${JSON.stringify(text)} as ${seconds}`, () => {
      expect(readIsoDuration(text)).toBe(seconds);
    });
  }
});
