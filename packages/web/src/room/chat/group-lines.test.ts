import { describe, expect, it } from 'bun:test';
import type { ChatLine } from '@usher/client';
import type { EventMessage, RoomUserInfo } from '@usher/protocol';
import { groupLines } from './group-lines.ts';

const user = (name: string): RoomUserInfo => ({
  id: `id-of-${name}`,
  name,
  isLoggedIn: false,
  status: 'none',
  role: 0,
});

type Said = readonly [what: EventMessage['request'] | string, name: string, at?: number | null];

const lines = (...said: readonly Said[]): readonly ChatLine[] =>
  said.map(([what, name, at = 0], index): ChatLine => {
    const id = index + 1;
    if (typeof what !== 'string')
      return {
        id,
        at,
        kind: 'event',
        message: { action: 'event', request: what, user: user(name), additional: {} },
      };
    const message = { action: 'chat', from: user(name), text: what } as const;
    return { id, at, kind: 'chat', message, isOwn: false };
  });

const join = { type: 0 } as const;
const leave = { type: 1 } as const;

describe('[WEB-15] comings and goings', () => {
  it('in a row are one entry, with the id of the first', () => {
    expect(groupLines(lines([join, 'Ann'], [join, 'Bob'], [leave, 'Cleo']))).toEqual([
      { id: 1, at: 0, kind: 'presence', joined: ['Ann', 'Bob'], left: ['Cleo'] },
    ]);
  });

  it('count as what somebody did last', () => {
    const [entry] = groupLines(lines([join, 'Ann'], [leave, 'Bob'], [leave, 'Ann'], [join, 'Bob']));
    expect(entry).toMatchObject({ joined: ['Bob'], left: ['Ann'] });
  });

  it('end where somebody says something, and after a while', () => {
    const kinds = (said: readonly ChatLine[]) => groupLines(said).map(({ kind }) => kind);
    expect(kinds(lines([join, 'Ann'], ['hi', 'Ann'], [join, 'Bob']))).toEqual([
      'presence',
      'chat',
      'presence',
    ]);
    expect(groupLines(lines([join, 'Ann', 0], [join, 'Bob', 299_999]))).toHaveLength(1);
    expect(groupLines(lines([join, 'Ann', 0], [join, 'Bob', 300_000]))).toHaveLength(2);
  });

  it('of the one who left by the name that the room tells', () => {
    const message: EventMessage = {
      action: 'event',
      request: leave,
      user: user(''),
      additional: { user: user('Dora') },
    };
    expect(groupLines([{ id: 1, at: 0, kind: 'event', message }])).toMatchObject([{ left: ['Dora'] }]);
  });
});

it('[WEB-15] names an author once for what is said in a row', () => {
  const entries = groupLines(
    lines(['a', 'Ann'], ['b', 'Ann'], ['c', 'Bob'], [join, 'Eve'], ['d', 'Bob'], ['e', 'Bob', 400_000]),
  );
  expect(entries.flatMap((entry) => (entry.kind === 'chat' ? [entry.isContinued] : []))).toEqual([
    false,
    true,
    false,
    false,
    false,
  ]);
});
