import { describe, expect, it } from 'bun:test';
import { isNotModified } from './etag.ts';

const asks = (known: string | null, etag = '"a-1"') =>
  isNotModified(
    new Request('http://here/', { headers: known === null ? {} : { 'If-None-Match': known } }),
    etag,
  );

describe('what a client has already', () => {
  it('[API-20] is named by its tag', () => {
    expect(asks('"a-1"')).toBe(true);
    expect(asks(' "a-1" ')).toBe(true);
  });

  it('[API-20] is the same when either tag is weak, as compressing proxies make it', () => {
    expect(asks('W/"a-1"')).toBe(true);
    expect(asks('"a-1"', 'W/"a-1"')).toBe(true);
    expect(asks('W/"a-1"', 'W/"a-1"')).toBe(true);
  });

  it('[API-20] may be any of a list, or whatever there is', () => {
    for (const known of ['"b", "a-1"', 'W/"b",W/"a-1"', '"x, y", "a-1", "z"', '*', ' * '])
      expect([known, asks(known)]).toEqual([known, true]);
  });

  it('[API-20] is something else when no tag is just the same', () => {
    for (const known of [
      null,
      '',
      '"a-2"',
      '"A-1"',
      '"a-1',
      'a-1',
      'W/a-1',
      '"b", "a"',
      '"*"',
      '"a-1 "',
      '"b, a-1"',
    ])
      expect([known, asks(known)]).toEqual([known, false]);
  });
});
