import { unreachable } from '@usher/kit';
import { CloseCode, isKickCode, LIMITS, truncateUtf8 } from '@usher/protocol';
import { close, movesTooOften, park, parkRoom, retryLater, settle } from './joins.ts';
import { openJoin, type Monolith, type Room } from './records.ts';
import { gossip, isMappedTo, report } from './reports.ts';
import type { RoutingControl } from './router-io.ts';
import type { Tables } from './tables.ts';

type Control<Action extends RoutingControl['action']> = Extract<RoutingControl, { action: Action }>;

/** Acts on a control message of a connected Monolith (LNK-30 to LNK-38). */
export function control(t: Tables, from: Monolith, message: RoutingControl): void {
  switch (message.action) {
    case 'gossip':
      return gossip(t, from, message);
    case 'loaded':
      return report(t, from, message.room, message.epoch, message.metadata);
    case 'unloaded':
      return unloaded(t, from, message);
    case 'kick':
      return kick(t, from, message);
    case 'moved':
      return moved(t, from, message);
    case 'refused':
      return refused(t, from, message);
    case 'leaving':
      return leaving(t, from, message);
    case 'draining':
      from.isDraining = true; // LNK-36
      return;
    default:
      unreachable(message);
  }
}

/** The room is not served there any more; it ends the Joins there (LNK-33). */
function unloaded(t: Tables, from: Monolith, { room: key, reason, to }: Control<'unloaded'>): void {
  from.gossip?.delete(key);
  const room = t.rooms.get(key);
  if (room === undefined) return;
  parkRoom(t, room, from, 'ended-there');
  if (isMappedTo(room, from)) {
    if (reason === 'admin') closeAll(t, room, CloseCode.RoomUnloaded, 'the room was unloaded');
    mapTowards(t, room, to ? t.monoliths.get(to) : undefined);
  }
  settle(t, room);
}

/** Sends the room to where it is said to be, or leaves it to placement. */
function mapTowards(t: Tables, room: Room, to: Monolith | undefined): void {
  const isHintGood = to !== undefined && room.clients.size > 0 && !to.isDraining;
  t.map(room, isHintGood ? { state: 'placed', at: to, probe: null } : { state: 'unmapped' });
}

function closeAll(t: Tables, room: Room, code: number, reason: string): void {
  for (const client of [...room.clients]) close(t, client, code, reason);
}

/** LNK-34 */
function kick(t: Tables, from: Monolith, { id, room: key, code, reason }: Control<'kick'>): void {
  const client = t.clients.get(id);
  if (client === undefined || client.room !== key || openJoin(client) !== from) return t.count('stale-word');
  if (!isKickCode(code)) t.count('bad-kick-code');
  close(
    t,
    client,
    isKickCode(code) ? code : CloseCode.Unknown,
    truncateUtf8(reason, LIMITS.closeReasonBytesMax),
  );
  const room = t.rooms.get(key);
  const isUnused = room?.clients.size === 0 && room.mapping.state === 'placed';
  if (isUnused) t.map(room, { state: 'unmapped' }); // BAL-11: its first client was kicked
}

/** The sender does not own the room, and says who does; it ends the Joins there (LNK-35). */
function moved(t: Tables, from: Monolith, { room: key, owner: ownerId, retryMs }: Control<'moved'>): void {
  const room = t.rooms.get(key);
  if (!isMappedTo(room, from)) return t.count('stale-word');
  t.count('room-moved');
  parkRoom(t, room, from, 'ended-there');
  t.map(room, { state: 'unmapped' });
  if (room.clients.size === 0) return;
  const owner = t.monoliths.get(ownerId);
  if (owner === undefined || owner === from) return retryLater(t, room, retryMs);
  if (movesTooOften(t, room)) return;
  t.map(room, { state: 'placed', at: owner, probe: null });
  settle(t, room);
}

/** A Join cannot be taken now (LNK-38). */
function refused(t: Tables, from: Monolith, { room: key, id, reason, retryMs }: Control<'refused'>): void {
  const client = t.clients.get(id);
  if (client === undefined || client.room !== key || openJoin(client) !== from) return t.count('stale-word');
  if (reason === 'room-full') {
    park(t, client, 'ended-there');
    return close(t, client, CloseCode.TryAgainLater, 'the room is full');
  }
  if (reason === 'draining') from.isDraining = true;
  park(t, client, 'ended-there');
  t.refused.set(client, t.now + retryMs);
  const room = t.room(key);
  const isHeldThere = [...room.clients].some((other) => openJoin(other) === from);
  if (room.mapping.state === 'placed' && room.mapping.at === from && !isHeldThere)
    t.map(room, { state: 'unmapped' }); // BAL-11
}

/** The room is about to move: its clients' words are kept from now on, and it is told when (LNK-37). */
function leaving(t: Tables, from: Monolith, { room: key }: Control<'leaving'>): void {
  const room = t.rooms.get(key);
  if (!isMappedTo(room, from)) return t.emit({ kind: 'parked', at: from, room: key });
  const epoch = 'epoch' in room.mapping ? room.mapping.epoch : 0;
  t.map(room, { state: 'leaving', at: from, epoch });
  for (const client of room.clients) {
    if (client.state.state !== 'joined' || client.state.at !== from) continue;
    client.state = { state: 'parked', at: from, isHeld: true };
    t.waiting.set(client, t.now + t.options.parkTimeoutMs);
    t.emit({ kind: 'hold', client });
  }
  t.emit({ kind: 'parked', at: from, room: key });
}
