import { describe, expect, it } from 'bun:test';
import type { QueueItem } from '@usher/protocol';
import { NO_END_SECONDS, playTime, trimOf } from './play-time.ts';

const item = (times: Pick<QueueItem, 'startAt' | 'endAt' | 'length'>): QueueItem => ({
  service: 'direct',
  id: '/a.mp4',
  ...times,
});

describe('[WEB-16] the time that a queue takes', () => {
  it.each([
    [{ length: 7200 }, 7200],
    [{ length: 7200, startAt: 600, endAt: 1200 }, 600],
    [{ length: 7200, startAt: 600 }, 6600],
    [{ length: 7200, endAt: 600 }, 600],
    [{ length: 60, endAt: 90 }, 60],
    [{ length: 60, endAt: 0 }, 60],
    [{ length: 60, startAt: 60 }, 60],
    [{ startAt: 10, endAt: 40 }, 30],
    [{ length: 0, endAt: 40 }, 40],
  ])('counts of %o %d s', (times, seconds) => {
    expect(playTime([item(times)])).toEqual({ seconds, isAll: true });
  });

  it('is at least that of what is known', () => {
    const unknown = [{}, { startAt: 10 }, { length: 0 }, { endAt: NO_END_SECONDS }].map(item);
    expect(playTime([item({ length: 60 }), item({ length: 90, startAt: 30 })])).toEqual({
      seconds: 120,
      isAll: true,
    });
    for (const other of unknown)
      expect(playTime([item({ length: 60 }), other])).toEqual({ seconds: 60, isAll: false });
    expect(playTime([])).toEqual({ seconds: 0, isAll: true });
  });
});

describe('[WEB-16] what an item is cut to', () => {
  it.each([
    [
      { length: 60, startAt: 20, endAt: 40 },
      { start: 20, end: 40 },
    ],
    [
      { length: 60, startAt: 20 },
      { start: 20, end: null },
    ],
    [
      { length: 60, startAt: 20, endAt: 60 },
      { start: 20, end: null },
    ],
    [{ endAt: 40 }, { start: 0, end: 40 }],
    [
      { startAt: 20, endAt: NO_END_SECONDS },
      { start: 20, end: null },
    ],
  ])('%o', (times, trim) => {
    expect(trimOf(item(times))).toEqual(trim);
  });

  it.each([
    {},
    { length: 60 },
    { length: 60, startAt: 0, endAt: 60 },
    { length: 60, endAt: 61 },
    { startAt: 0, endAt: NO_END_SECONDS },
  ])('nothing: %o', (times) => {
    expect(trimOf(item(times))).toBeNull();
  });
});
