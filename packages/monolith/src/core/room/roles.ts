import { mayDo, Role, type Permission, type RoomUserInfo } from '@usher/protocol';
import { lacking } from './errors.ts';
import type { RoomData } from './room-data.ts';
import type { RoomError, RoomUser } from './room-io.ts';
import type { Member } from './roster.ts';

/** The roles that a room remembers for an account. */
export type PromotedRole = typeof Role.TrustedUser | typeof Role.Moderator | typeof Role.Administrator;

/** ROM-31 */
export function roleOf({ owner, promoted }: Pick<RoomData, 'owner' | 'promoted'>, user: RoomUser): Role {
  if (user.userId === null && user.isLoggedIn) return Role.RegisteredUser;
  return roleOfAccount({ owner, promoted }, user.userId);
}

/** As `roleOf`, of somebody who need not be there; `null`: has no account. */
export function roleOfAccount(
  { owner, promoted }: Pick<RoomData, 'owner' | 'promoted'>,
  account: number | null,
): Role {
  if (account === null) return Role.UnregisteredUser;
  if (account === owner) return Role.Owner;
  return promoted.get(account) ?? Role.RegisteredUser;
}

/** Whether `user` has a permission in the room now (ROM-30). */
export function may(room: RoomData, user: RoomUser, permission: Permission): boolean {
  return mayDo(room.settings.grants, roleOf(room, user), permission);
}

/** Why `user` may not: `null` when it has the permission. */
export function denial(room: RoomData, user: RoomUser, permission: Permission): RoomError | null {
  return may(room, user, permission) ? null : lacking(permission);
}

/** A member as others see it; never its account or session (spec 2.4). */
export function infoOf(room: RoomData, { id, user, status }: Member): RoomUserInfo {
  return { id, name: user.name, isLoggedIn: user.isLoggedIn, status, role: roleOf(room, user) };
}
