import { unreachable } from '@usher/kit';
import { CloseCode } from '@usher/protocol';
import { kick, letGo, refused } from './client-verdicts.ts';
import { close, endWithRoom, movesTooOften, parkRoom, retryLater, settle } from './joins.ts';
import { takesRooms, type Monolith, type Room } from './records.ts';
import { gossip, isMappedTo, report } from './reports.ts';
import type { Control, RoutingControl } from './router-io.ts';
import type { Tables } from './tables.ts';

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
    case 'let-go':
      return letGo(t, from, message);
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
  if (reason === 'shutdown' && !from.understandsControl) from.isDraining = true; // OTT-3: it has no other word for that
  const room = t.rooms.get(key);
  if (room === undefined) return;
  parkRoom(t, room, from, endWithRoom(from));
  if (isMappedTo(room, from)) {
    if (reason === 'admin') closeAll(t, room, CloseCode.RoomUnloaded, 'the room was unloaded');
    mapTowards(t, room, to ? t.monoliths.get(to) : undefined);
    for (const client of room.clients) t.refused.delete(client); // whoever waited for this Monolith need not any more
  }
  settle(t, room);
}

/** Sends the room to where it is said to be, or leaves it to placement. */
function mapTowards(t: Tables, room: Room, to: Monolith | undefined): void {
  const isHintGood = to !== undefined && room.clients.size > 0 && takesRooms(to);
  t.map(room, isHintGood ? { state: 'placed', at: to, probe: null } : { state: 'unmapped' });
}

function closeAll(t: Tables, room: Room, code: number, reason: string): void {
  for (const client of [...room.clients]) close(t, client, code, reason);
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
