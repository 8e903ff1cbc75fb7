import { describe, expect, it } from 'bun:test';
import { DEFAULT_GRANTS, Role, type RoomUserInfo } from '@usher/protocol';
import { denialOfRemoval, denialOfRole } from './who-may.ts';

const user = (role: Role): RoomUserInfo => ({
  id: 'c',
  name: 'Cleo',
  isLoggedIn: role !== 0,
  status: 'none',
  role,
});
const { Owner, UnregisteredUser, RegisteredUser, TrustedUser, Moderator, Administrator } = Role;

describe('[ROM-33] roles', () => {
  it.each([
    [Owner, RegisteredUser, Administrator, null],
    [Owner, Administrator, RegisteredUser, null],
    [Owner, UnregisteredUser, TrustedUser, 'roleNeedsAccount'],
    [Administrator, Owner, Moderator, 'roleOfOwner'],
    [Moderator, RegisteredUser, TrustedUser, null],
    [Moderator, TrustedUser, RegisteredUser, null],
    [Moderator, RegisteredUser, Administrator, 'roleNotPermitted'],
    [Moderator, Administrator, RegisteredUser, 'roleNotPermitted'],
    [RegisteredUser, RegisteredUser, TrustedUser, 'roleNotPermitted'],
  ] as const)('role %d makes of role %d role %d: %s', (you, current, role, denial) => {
    expect(denialOfRole(DEFAULT_GRANTS, you, user(current), role)).toBe(denial);
  });
});

describe('[ROM-33] [ROM-34] kicks and bans', () => {
  it.each([
    [Owner, Administrator, null],
    [Moderator, TrustedUser, null],
    [Moderator, Moderator, 'removalRank'],
    [Administrator, Owner, 'removalRank'],
    [UnregisteredUser, UnregisteredUser, 'removalNotPermitted'],
  ] as const)('by role %d of role %d: %s', (you, target, denial) => {
    expect(denialOfRemoval(DEFAULT_GRANTS, you, user(target))).toBe(denial);
  });
});
