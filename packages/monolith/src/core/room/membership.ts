import { CloseCode, RequestType, type ClientId, type PlayerStatus } from '@usher/protocol';
import { isBanned, isHidden } from './admission.ts';
import { fullSync, partialSync, usersOf } from './messages.ts';
import { votesChanged } from './queue.ts';
import { infoOf } from './roles.ts';
import type { RoomData } from './room-data.ts';
import type { RoomInput } from './room-io.ts';
import type { Member } from './roster.ts';
import type { Turn } from './turn.ts';
import { inheritStart } from './waiting.ts';

/** How a Join looks to the others (LNK-41). */
type Arrival =
  /** They never missed it. */
  | { readonly kind: 'known'; readonly member: Member }
  /** It was here before, as far as its Balancer knows. */
  | { readonly kind: 'resumed' }
  /** It came back by another way, while its place was still held. */
  | { readonly kind: 'replacing'; readonly old: Member }
  | { readonly kind: 'new' };

type Joining = Extract<RoomInput, { kind: 'join' }>;

/** A client joins: it gets the room's full state, the others hear as much as is new to them (MSG-0, MSG-20). */
export function join(turn: Turn, joining: Joining): void {
  const { room, now, clockId } = turn;
  const { client } = joining;
  const arrival = arrivalOf(room, joining);
  const denied = denialOf(room, joining, arrival);
  if (denied !== null) return turnAway(turn, client, denied);
  const member = seat(turn, joining, arrival);
  turn.send(client, fullSync(room, now, clockId));
  announce(turn, member, arrival);
  turn.send(client, { action: 'user', update: { kind: 'init', value: usersOf(room) } });
  turn.send(client, { action: 'you', info: { id: client } });
  turn.send(client, { action: 'chats', messages: [...room.chat] }); // MSG-22
}

function arrivalOf({ roster }: RoomData, { client, user, resume }: Joining): Arrival {
  const member = roster.get(client);
  if (member !== undefined) return { kind: 'known', member }; // LNK-26, too
  if (resume && !roster.wasReplaced(client)) return { kind: 'resumed' };
  const old = roster.longestSuspendedOf(user.sessionId);
  return old === undefined ? { kind: 'new' } : { kind: 'replacing', old };
}

interface Denial {
  readonly code: CloseCode;
  readonly reason: string;
}

/** Why a client may not enter. From whom the room has been hidden since they came, it is not hidden while they stay (ROM-35). */
function denialOf(room: RoomData, { user, address }: Joining, { kind }: Arrival): Denial | null {
  const isHere = kind === 'known' || kind === 'replacing';
  if (!isHere && isHidden(room, user)) return { code: CloseCode.RoomNotFound, reason: 'room not found' };
  return isBanned(room, user, address) ? { code: CloseCode.Kicked, reason: 'banned' } : null; // ROM-34
}

function turnAway(turn: Turn, client: ClientId, { code, reason }: Denial): void {
  turn.turnAway(client, code, reason);
  leave(turn, client);
}

function seat(turn: Turn, { client, user, address }: Joining, arrival: Arrival): Member {
  const { roster, invitations } = turn.room;
  const member: Member = { id: client, user, status: statusAt(arrival), address };
  if (invitations.include(user)) invitations.letIn(user);
  if (arrival.kind === 'replacing') inherit(turn, arrival.old.id, client);
  roster.set(member);
  roster.attach(client);
  turn.touch();
  return member;
}

function statusAt(arrival: Arrival): PlayerStatus {
  if (arrival.kind === 'known') return arrival.member.status;
  return arrival.kind === 'replacing' ? arrival.old.status : 'none';
}

/** The new connection of a client gets what its old one had (LNK-41). */
function inherit(turn: Turn, old: ClientId, heir: ClientId): void {
  const { roster, votes, votesToSkip, endedBy } = turn.room;
  roster.replace(old);
  turn.gone(old);
  votes.bequeath(old, heir);
  if (endedBy.delete(old)) endedBy.add(heir);
  inheritStart(turn, old, heir);
  if (!votesToSkip.delete(old)) return;
  votesToSkip.add(heir);
  turn.changed('votesToSkip');
}

function announce(turn: Turn, member: Member, arrival: Arrival): void {
  switch (arrival.kind) {
    case 'known':
      return updateIfVisible(turn, arrival.member, member);
    case 'resumed':
      return turn.updateUser(member);
    case 'replacing':
      turn.broadcast({ action: 'user', update: { kind: 'remove', value: arrival.old.id } });
      return turn.updateUser(member);
    case 'new':
      return announceNew(turn, member);
  }
}

/** The order is that of OpenTogetherTube's servers (spec 2.4). */
function announceNew(turn: Turn, member: Member): void {
  const { room, now } = turn;
  turn.broadcast({
    action: 'event',
    request: { type: RequestType.Join, info: { id: member.id, username: member.user.name } },
    user: infoOf(room, member),
    additional: {},
  });
  turn.broadcast(partialSync(room, now, new Set(['playbackPosition'])));
  turn.updateUser(member);
}

/** A client leaves for good: its connection is over, its suspension has run out, or it was kicked (MSG-1). */
export function leave(turn: Turn, client: ClientId): void {
  const { room } = turn;
  const member = room.roster.get(client);
  if (member === undefined) return; // LNK-26
  const user = infoOf(room, member);
  room.roster.delete(client);
  turn.touch();
  forgetVotes(turn, client);
  turn.broadcast({ action: 'event', request: { type: RequestType.Leave }, user, additional: { user } });
  turn.broadcast({ action: 'user', update: { kind: 'remove', value: client } });
}

/** Closes the socket of somebody in the room, who does not hear of their own leaving. */
export function expel(turn: Turn, client: ClientId, code: CloseCode, reason: string): void {
  if (turn.room.roster.isAttached(client)) turn.kick(client, code, reason);
  else turn.gone(client);
  leave(turn, client);
}

/** ROM-22, ROM-23 */
function forgetVotes(turn: Turn, client: ClientId): void {
  const { votes, votesToSkip, endedBy, start } = turn.room;
  start.reportedBy.delete(client);
  if (votes.removeClient(client)) votesChanged(turn);
  if (votesToSkip.delete(client)) turn.changed('votesToSkip');
  endedBy.delete(client);
}

/** A member has a new name, account or player status: everyone hears of as much as they may see (MSG-10, MSG-23). */
export function changeMember(turn: Turn, client: ClientId, change: Partial<Omit<Member, 'id'>>): void {
  const member = turn.room.roster.get(client);
  if (member === undefined) return;
  const changed = { ...member, ...change };
  turn.room.roster.set(changed);
  turn.touch();
  updateIfVisible(turn, member, changed);
}

function updateIfVisible(turn: Turn, before: Member, after: Member): void {
  const isSame = JSON.stringify(infoOf(turn.room, before)) === JSON.stringify(infoOf(turn.room, after));
  if (!isSame) turn.updateUser(after);
}
