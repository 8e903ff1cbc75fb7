import { describe, expect, it } from 'bun:test';
import { readByteRange } from './byte-range.ts';

describe('byte ranges', () => {
  const cases: [string | null, unknown][] = [
    [null, { kind: 'whole' }],
    ['bytes=0-0', { kind: 'part', start: 0, end: 1 }],
    ['bytes=2-4', { kind: 'part', start: 2, end: 5 }],
    ['bytes=2-', { kind: 'part', start: 2, end: 10 }],
    ['bytes=2-999', { kind: 'part', start: 2, end: 10 }],
    ['bytes=-3', { kind: 'part', start: 7, end: 10 }],
    ['bytes=-99', { kind: 'part', start: 0, end: 10 }],
    ['bytes=10-', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    ['bytes=5-4', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['bytes=0-1,3-4', { kind: 'whole' }],
    ['items=0-1', { kind: 'whole' }],
  ];
  for (const [header, expected] of cases) {
    it(`[API-20] reads ${header} of 10 bytes`, () => {
      expect(readByteRange(header, 10)).toEqual(expected as never);
    });
  }
});
