import { expect, it } from 'bun:test';
import { LIMITS } from '@usher/protocol';
import { inParts } from './in-parts.ts';

const videos = (count: number, address: string) =>
  Array.from({ length: count }, (_, n) => ({ service: 'direct', id: `/${address}${n}` }) as const);

it('[WEB-16] [CON-5] many videos are asked for in parts that are neither long nor large, in order and whole', () => {
  for (const wanted of [videos(300, 'a'), videos(300, 'ü'.repeat(500)), videos(40, 'ü'.repeat(2000))]) {
    const parts = inParts(wanted);
    expect(parts.flat()).toEqual(wanted);
    for (const part of parts) {
      expect(part.length).toBeLessThanOrEqual(15);
      expect(new TextEncoder().encode(JSON.stringify(part)).length).toBeLessThan(
        LIMITS.clientMessageBytesMax,
      );
    }
  }
  expect(inParts(videos(300, 'a'))).toHaveLength(20);
  expect(inParts([])).toEqual([]);
});
