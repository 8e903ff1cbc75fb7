import { describe, expect, it } from 'bun:test';
import { DEFAULT_GRANTS, mergeGrants, Role, type RoomUserInfo } from '@usher/protocol';
import { skipVoteOf } from './skip-vote.ts';

const room = { enableVoteSkip: true, votesToSkip: [] as string[], grants: DEFAULT_GRANTS };
const people = (count: number, role: Role = Role.UnregisteredUser): RoomUserInfo[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${role} ${n}`,
    name: '',
    isLoggedIn: false,
    status: 'none',
    role,
  }));

describe('the vote to skip', () => {
  it('[ROM-23] is none where nobody votes, or one vote is enough', () => {
    expect(skipVoteOf({ ...room, enableVoteSkip: false }, people(9), null)).toBeNull();
    expect(skipVoteOf(room, people(1), null)).toBeNull();
    expect(skipVoteOf(room, people(2), null)).toBeNull();
  });

  it('[ROM-23] needs half of those who are there', () => {
    expect(skipVoteOf(room, people(3), null)?.needed).toBe(2);
    expect(skipVoteOf(room, people(4), null)?.needed).toBe(2);
    expect(skipVoteOf(room, people(5), null)?.needed).toBe(3);
  });

  it('[ROM-23] counts those alone who may skip', () => {
    const grants = mergeGrants(DEFAULT_GRANTS, [
      [Role.UnregisteredUser, 0],
      [Role.RegisteredUser, 0],
    ]);
    const users = [...people(9), ...people(4, Role.TrustedUser)];
    const votesToSkip = ['0 1', '0 2', '2 3'];
    expect(skipVoteOf({ ...room, grants, votesToSkip }, users, null)).toEqual({
      votes: 1,
      needed: 2,
      isOwn: false,
    });
  });

  it('[WEB-13] tells the own vote from those of others', () => {
    const voted = { ...room, votesToSkip: ['0 1'] };
    expect(skipVoteOf(voted, people(3), '0 1')).toEqual({ votes: 1, needed: 2, isOwn: true });
    expect(skipVoteOf(voted, people(3), '0 2')).toEqual({ votes: 1, needed: 2, isOwn: false });
  });
});
