import { describe, expect, it } from 'bun:test';
import { readMapEvent } from './map-event.ts';

describe('an event of the stream', () => {
  it('[WEB-20] is read, with whatever else it says', () => {
    const text = '{"kind":"drain","time":"1970-01-01T00:00:00.000Z","forMs":1000}';
    expect(readMapEvent(text)).toMatchObject({ kind: 'drain', forMs: 1000 });
  });

  it('[WEB-20] of a kind that a newer Balancer may have is none, nor is what cannot be read', () => {
    const texts = ['{"kind":"dropped","count":1}', '{"kind":"toString"}', '{"kind":1}', '{}', 'null', '{"k'];
    expect(texts.map(readMapEvent)).toEqual(texts.map(() => null));
  });
});
