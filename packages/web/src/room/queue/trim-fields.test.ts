import { describe, expect, it } from 'bun:test';
import type { ItemUpdate, QueueItem } from '@usher/protocol';
import { checkTrim } from './check-trim.ts';
import { NO_END_SECONDS, trimOf } from './play-time.ts';
import { trimFieldsOf, trimUpdate, type TrimFields } from './trim-fields.ts';

type Times = Pick<QueueItem, 'startAt' | 'endAt' | 'length'>;
const item = (times: Times): QueueItem => ({ service: 'direct', id: '/a.mp4', ...times });

function save(times: Times, change: Partial<TrimFields>): ItemUpdate | null {
  const fields = { ...trimFieldsOf(item(times)), ...change };
  const checked = checkTrim(fields.start, fields.end, times.length);
  if (checked.kind === 'problem') throw new Error(checked.problem);
  return trimUpdate(item(times), fields, checked);
}

describe('[WEB-16] saving start and end', () => {
  it.each<Times>([
    { length: 60 },
    {},
    { length: 60, startAt: 20.4, endAt: 40.9 },
    { endAt: 40 },
    { startAt: 3 },
    { length: 59.4, endAt: 59.4 },
  ])('of %o as they are changes nothing', (times) => {
    expect(save(times, {})).toBeNull();
    expect(save(times, { start: ` ${trimFieldsOf(item(times)).start} ` })).toBeNull();
  });

  it.each<[Times, Partial<TrimFields>, ItemUpdate]>([
    [{ length: 60 }, { start: '0:10' }, { startAt: 10 }],
    [{ length: 60 }, { end: '0:40' }, { endAt: 40 }],
    [{ length: 60, startAt: 10.5, endAt: 40 }, { end: '0:50' }, { endAt: 50 }],
    [
      { length: 60, startAt: 10, endAt: 40 },
      { start: '', end: '' },
      { startAt: 0, endAt: 60 },
    ],
    [{ startAt: 10 }, { start: '0' }, { startAt: 0 }],
  ])('of %o with %o says %o', (times, fields, update) => {
    expect(save(times, fields)).toEqual(update);
  });

  it('takes the end of a video of unknown length back', () => {
    const times = { startAt: 10, endAt: 40 };
    const update = save(times, { end: '' });
    expect(update).toEqual({ endAt: NO_END_SECONDS });
    const after = item({ ...times, ...update });
    expect(trimOf(after)).toEqual({ start: 10, end: null });
    expect(trimFieldsOf(after)).toEqual({ start: '0:10', end: '' });
  });
});
