import { describe, expect, it } from 'bun:test';
import { DEFAULT_GRANTS, Role, ROLES_BY_RANK, type Grants } from '@usher/protocol';
import { mayInvite } from './may-invite.ts';

const { Moderator, Administrator, Owner, UnregisteredUser } = Role;
/** Guests may do nothing. */
const CLOSED: Grants = DEFAULT_GRANTS.map(([role, mask]) => [role, role === UnregisteredUser ? 0 : mask]);

describe('[ROM-35] an invitation', () => {
  it('to a room that is somebody’s is made by its staff', () => {
    const room = { hasOwner: true, grants: DEFAULT_GRANTS };
    const inviting = ROLES_BY_RANK.filter((role) => mayInvite(room, role));
    expect(inviting).toEqual([Moderator, Administrator, Owner]);
  });

  it('to a room that is nobody’s is made by whoever may make it private', () => {
    expect(mayInvite({ hasOwner: false, grants: DEFAULT_GRANTS }, UnregisteredUser)).toBe(true);
    expect(mayInvite({ hasOwner: false, grants: CLOSED }, UnregisteredUser)).toBe(false);
  });
});
