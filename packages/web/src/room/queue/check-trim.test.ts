import { describe, expect, it } from 'bun:test';
import { checkTrim } from './check-trim.ts';

describe('[WEB-16] start and end of an item', () => {
  it.each([
    ['0:10', '0:20', 60, 10, 20],
    ['', '', 60, 0, 60],
    ['0:10', '', 60, 10, 60],
    ['0:10', '', undefined, 10, null],
    ['0:10', '9:99:00', undefined, null, null],
    ['0:00', '1:00', 59.4, 0, 59.4],
  ] as const)('%s to %s of %p', (start, end, length, startAt, endAt) => {
    const checked = checkTrim(start, end, length);
    if (startAt === null) expect(checked.kind).toBe('problem');
    else expect(checked).toEqual({ kind: 'trim', startAt, endAt });
  });

  it.each([
    ['x', '', 60, 'start', 'noTime'],
    ['0:00', 'x', 60, 'end', 'noTime'],
    ['1:00', '', 60, 'start', 'beyondEnd'],
    ['0:00', '1:01', 60, 'end', 'beyondEnd'],
    ['0:20', '0:20', 60, 'end', 'endBeforeStart'],
    ['0:20', '0:10', undefined, 'end', 'endBeforeStart'],
  ] as const)('%s to %s of %p: %s, %s', (start, end, length, field, problem) => {
    expect(checkTrim(start, end, length)).toEqual({ kind: 'problem', field, problem });
  });
});
