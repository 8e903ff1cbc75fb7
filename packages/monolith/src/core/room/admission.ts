import { rankOf, Role } from '@usher/protocol';
import { roleOf } from './roles.ts';
import type { RoomData } from './room-data.ts';
import type { RoomUser } from './room-io.ts';

/** Whether somebody may enter a room; to whom it is hidden, there is no such room. */
export type Admission = 'welcome' | 'banned' | 'hidden';

/** `address` is `null` when it is not known. A ban shows only to whom the room is not hidden. */
export function admissionOf(room: RoomData, user: RoomUser, address: string | null): Admission {
  if (isHidden(room, user)) return 'hidden';
  return isBanned(room, user, address) ? 'banned' : 'welcome';
}

/** ROM-35 */
export function isHidden(room: RoomData, user: RoomUser): boolean {
  return room.settings.visibility === 'private' && !isTrusted(room, user) && !room.invitations.include(user);
}

/**
 * ROM-34: never the owner. Neighbours share an address: to whom the room gave a role, a ban of theirs is no ban, so that
 * nobody who may ban locks themselves out.
 */
export function isBanned(room: RoomData, user: RoomUser, address: string | null): boolean {
  if (roleOf(room, user) === Role.Owner) return false;
  return room.bans.forbid(user, isTrusted(room, user) ? null : address);
}

/** As `admissionOf`, for a request over HTTP: who is in the room already is welcome. */
export function callerAdmission(room: RoomData, user: RoomUser): Admission {
  if (room.roster.ofSession(user.sessionId) !== undefined) return 'welcome';
  return admissionOf(room, user, null);
}

const isTrusted = (room: RoomData, user: RoomUser): boolean =>
  rankOf(roleOf(room, user)) >= rankOf(Role.TrustedUser);
