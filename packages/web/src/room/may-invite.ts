import { mayDo, rankOf, Role, type RoomState } from '@usher/protocol';

/** ROM-35: its staff; in a room that nobody owns, whoever may make it private. */
export function mayInvite({ hasOwner, grants }: Pick<RoomState, 'hasOwner' | 'grants'>, role: Role): boolean {
  const isStaff = rankOf(role) >= rankOf(Role.Moderator);
  return isStaff || (!hasOwner && mayDo(grants, role, 'configure-room.set-visibility'));
}
