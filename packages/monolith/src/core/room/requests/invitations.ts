import { rankOf, Role } from '@usher/protocol';
import { isBanned } from '../admission.ts';
import type { Asker } from '../asker.ts';
import { badArgument, banned, notPermitted, roomNotFound } from '../errors.ts';
import { may, roleOf } from '../roles.ts';
import type { RoomData } from '../room-data.ts';
import type { InviteRequest, RedeemRequest, RoomUser } from '../room-io.ts';
import type { Turn } from '../turn.ts';
import type { Outcome } from './handler.ts';

/** ROM-35: makes a code count that its maker alone knows; the room knows its hash. */
export function invite(turn: Turn, { user }: Asker, { hash }: InviteRequest): Outcome {
  const { room, now } = turn;
  if (!mayInvite(room, user)) {
    return notPermitted('Only the owner, the administrators and the moderators of this room may invite');
  }
  room.invitations.issue(hash, now);
  turn.touch();
  return 'done';
}

/** ROM-35: whoever shows a code may enter from now on. A code that does not count tells nothing about the room. */
export function redeem(turn: Turn, { user }: Asker, { hash }: RedeemRequest): Outcome {
  const { room, now } = turn;
  if (!room.invitations.isOpen(hash, now)) {
    return room.settings.visibility === 'private'
      ? roomNotFound()
      : badArgument('This invitation does not count, or not any more');
  }
  if (isBanned(room, user, null)) return banned();
  room.invitations.letIn(user);
  turn.touch();
  return 'done';
}

/** In a room that nobody owns, whoever may make it private. */
function mayInvite(room: RoomData, user: RoomUser): boolean {
  const isStaff = rankOf(roleOf(room, user)) >= rankOf(Role.Moderator);
  return isStaff || (room.owner === null && may(room, user, 'configure-room.set-visibility'));
}
