import { clientId, CloseCode, rankOf, Role, type Permission } from '@usher/protocol';
import { clientNotFound, impossiblePromotion, lacking, notPermitted } from '../errors.ts';
import { expel } from '../membership.ts';
import { may, roleOf, type PromotedRole } from '../roles.ts';
import type { RoomUser } from '../room-io.ts';
import type { Turn } from '../turn.ts';
import type { Handler, Outcome } from './handler.ts';

const PROMOTE: Readonly<Record<PromotedRole, Permission>> = {
  [Role.TrustedUser]: 'manage-users.promote-trusted-user',
  [Role.Moderator]: 'manage-users.promote-moderator',
  [Role.Administrator]: 'manage-users.promote-admin',
};
const DEMOTE: Readonly<Record<PromotedRole, Permission>> = {
  [Role.TrustedUser]: 'manage-users.demote-trusted-user',
  [Role.Moderator]: 'manage-users.demote-moderator',
  [Role.Administrator]: 'manage-users.demote-admin',
};

/** MSG-9, ROM-33. A role belongs to the account, and so to all its clients. */
export const promote: Handler<'Promote'> = (turn, by, { targetClientId, role }) => {
  const { room } = turn;
  const target = room.roster.get(clientId(targetClientId));
  if (target === undefined) return clientNotFound('This user is not in the room');
  const { userId } = target.user;
  if (userId === null) return impossiblePromotion('Only users with an account can be promoted');
  const current = roleOf(room, target.user);
  if (current === Role.Owner) return impossiblePromotion('The role of the owner cannot be changed');
  if (role === Role.Owner || role === Role.UnregisteredUser) {
    return impossiblePromotion('Nobody can be promoted to this role');
  }
  if (role === current) return 'done';
  const missing = permissionsFor(current, role).find((permission) => !may(room, by.user, permission));
  if (missing !== undefined) return lacking(missing);
  if (isPromoted(role)) room.promoted.set(userId, role);
  else room.promoted.delete(userId);
  roleChanged(turn, userId);
  return 'done';
};

function permissionsFor(current: Role, role: Role): Permission[] {
  const permissions = isPromoted(role) ? [PROMOTE[role]] : [];
  const isDown = rankOf(role) < rankOf(current);
  return isDown && isPromoted(current) ? [...permissions, DEMOTE[current]] : permissions;
}

const isPromoted = (role: Role): role is PromotedRole => role in PROMOTE;

/** An account has another role: so have its clients. */
function roleChanged(turn: Turn, userId: number): void {
  turn.touch();
  for (const member of turn.room.roster) if (member.user.userId === userId) turn.updateUser(member);
}

/** MSG-18, ROM-33 */
export const kick: Handler<'Kick'> = (turn, by, request) => {
  const { room } = turn;
  const target = room.roster.get(clientId(request.clientId));
  if (target === undefined) return clientNotFound('This user is not in the room');
  if (rankOf(roleOf(room, by.user)) <= rankOf(roleOf(room, target.user))) {
    return notPermitted('You may only kick users whose role is below yours');
  }
  expel(turn, target.id, CloseCode.Kicked, 'kicked');
  return 'done';
};

/** A logged-in user takes a room that has no owner (ROM-2). */
export function claim(turn: Turn, { userId }: RoomUser): Outcome {
  const { room } = turn;
  if (userId === null) return notPermitted('Only users with an account can own a room');
  if (room.owner !== null) return notPermitted('This room has an owner already');
  room.owner = userId;
  turn.changed('hasOwner');
  roleChanged(turn, userId);
  return 'done';
}
