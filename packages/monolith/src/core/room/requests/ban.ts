import { CloseCode, LIMITS, rankOf, type Role } from '@usher/protocol';
import { isBanned } from '../admission.ts';
import type { Asker } from '../asker.ts';
import { latest, mergeBans, type Ban } from '../bans.ts';
import { badArgument, clientNotFound, notPermitted, outOfRange } from '../errors.ts';
import { expel } from '../membership.ts';
import { denial, roleOf, roleOfAccount } from '../roles.ts';
import type { RoomData } from '../room-data.ts';
import type { BanRequest, BanTarget, UnbanRequest } from '../room-io.ts';
import type { Member } from '../roster.ts';
import type { Turn } from '../turn.ts';
import type { Outcome } from './handler.ts';

/** ROM-34: the permission and rank of a kick. Everybody in the room whom the ban is about leaves at once. */
export function ban(turn: Turn, by: Asker, { id, target, address }: BanRequest): Outcome {
  const { room } = turn;
  const denied = denial(room, by.user, 'manage-users.kick');
  if (denied !== null) return denied;
  const members = membersOf(room, target);
  if ('clientId' in target && members.length === 0) return clientNotFound('This user is not in the room');
  const added = newBan(id, target, members, address);
  const roles = members.map(({ user }) => roleOf(room, user));
  if (added.userId !== null) roles.push(roleOfAccount(room, added.userId));
  const isOneself = members.some(({ user }) => user.sessionId === by.user.sessionId);
  if (isOneself || !isAboveAll(room, by, roles)) {
    return notPermitted('You may only ban users whose role is below yours');
  }
  const earlier = room.bans.like(added);
  if (earlier === undefined && room.bans.size >= LIMITS.roomBansMax) {
    return outOfRange(`At most ${LIMITS.roomBansMax} users can be banned: lift a ban first`);
  }
  room.bans.set(earlier === undefined ? added : mergeBans(earlier, added));
  turn.touch();
  expelBanned(turn);
  return 'done';
}

/** ROM-34 */
export function unban(turn: Turn, by: Asker, { name }: UnbanRequest): Outcome {
  const { room } = turn;
  const denied = denial(room, by.user, 'manage-users.kick');
  if (denied !== null) return denied;
  const found = room.bans.find(name);
  if (found === undefined) return badArgument('There is no such ban');
  if (!isAboveAll(room, by, [roleOfAccount(room, found.userId)])) {
    return notPermitted('You may only lift bans of users whose role is below yours');
  }
  room.bans.delete(found);
  turn.touch();
  return 'done';
}

/** Whoever is in the room and banned from it leaves. */
export function expelBanned(turn: Turn): void {
  for (const { id, user, address } of [...turn.room.roster]) {
    if (isBanned(turn.room, user, address)) expel(turn, id, CloseCode.Kicked, 'banned');
  }
}

/** All clients of whom a ban is about: of the account, and without one of the session. */
function membersOf({ roster }: RoomData, target: BanTarget): Member[] {
  if ('userId' in target) return [...roster].filter(({ user }) => user.userId === target.userId);
  const named = [...roster].find(({ id }) => id === target.clientId);
  if (named === undefined) return [];
  const { userId, sessionId } = named.user;
  return [...roster].filter(
    ({ user }) => user.sessionId === sessionId || (userId !== null && user.userId === userId),
  );
}

/** Whoever was named comes last, so that they are remembered whatever else is not. */
function newBan(id: string, target: BanTarget, members: readonly Member[], withAddress: boolean): Ban {
  const isNamed = (member: Member) => 'clientId' in target && member.id === target.clientId;
  const inOrder = [...members.filter((member) => !isNamed(member)), ...members.filter(isNamed)];
  const named = inOrder.at(-1);
  return {
    id,
    name: named?.user.name ?? null,
    userId: 'userId' in target ? target.userId : (named?.user.userId ?? null),
    sessions: latest(inOrder.map(({ user }) => user.sessionId)),
    addresses: withAddress ? latest(inOrder.flatMap(({ address }) => address ?? [])) : [],
    clients: latest(inOrder.map((member) => member.id)),
  };
}

function isAboveAll(room: RoomData, { user }: Asker, roles: readonly Role[]): boolean {
  return roles.every((role) => rankOf(roleOf(room, user)) > rankOf(role));
}
