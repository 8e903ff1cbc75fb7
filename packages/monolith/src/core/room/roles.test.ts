import { describe, expect, it } from 'bun:test';
import { RequestType, Role } from '@usher/protocol';
import { roleOf } from './roles.ts';
import { account, guest, TestRoom } from './testing/test-room.ts';

describe('the role of a user', () => {
  it('[ROM-31] is the owner’s, else the one that their account was given, else as they are logged in', () => {
    const room = {
      owner: 1,
      promoted: new Map([
        [1, Role.Moderator],
        [2, Role.TrustedUser],
        [3, Role.Moderator],
        [4, Role.Administrator],
      ] as const),
    };
    expect([1, 2, 3, 4, 5].map((userId) => roleOf(room, account('u', userId)))).toEqual([
      Role.Owner,
      Role.TrustedUser,
      Role.Moderator,
      Role.Administrator,
      Role.RegisteredUser,
    ]);
    expect(roleOf(room, guest('g'))).toBe(Role.UnregisteredUser);
    expect(roleOf({ ...room, owner: null }, account('u', 1))).toBe(Role.Moderator);
  });

  it('[ROM-31] is one, the last that was given', () => {
    const room = new TestRoom({ owner: 1 });
    room.join('owner', { user: account('owner', 1) });
    room.join('ann', { user: account('ann', 2) });
    const roleOfAnn = () => room.room.users().find(({ id }) => id === 'ann')?.role;
    for (const role of [Role.Administrator, Role.TrustedUser, Role.Moderator, Role.RegisteredUser] as const) {
      room.request('owner', { type: RequestType.Promote, targetClientId: 'ann', role });
      expect(roleOfAnn()).toBe(role);
    }
  });

  it('[ROM-31] is another one after a login or a logout', () => {
    const room = new TestRoom({ owner: 1 });
    room.join('x');
    const changed = (user: ReturnType<typeof guest>) => {
      room.apply({ kind: 'user-changed', client: 'x' as never, user });
      return room.room.users()[0]?.role;
    };
    expect(changed(account('x', 1))).toBe(Role.Owner);
    expect(changed(account('x', 2))).toBe(Role.RegisteredUser);
    expect(changed(guest('x'))).toBe(Role.UnregisteredUser);
  });
});
