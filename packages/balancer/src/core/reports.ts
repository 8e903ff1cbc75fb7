import { LIMITS, type RoomKey, type RoomMetadata } from '@usher/protocol';
import { tellResumed } from './admission.ts';
import { endWithRoom, parkRoom, settle } from './joins.ts';
import { moveRoom } from './operator.ts';
import { isUnanswered, monolithOf, openJoin, type Monolith, type Room } from './records.ts';
import type { Control } from './router-io.ts';
import type { Tables } from './tables.ts';

/** A Monolith says that it has loaded a room (LNK-32). */
export function report(
  t: Tables,
  from: Monolith,
  key: RoomKey,
  epoch: number,
  metadata: RoomMetadata | undefined,
): void {
  const room = t.room(key);
  from.gossip?.add(key);
  const { mapping } = room;
  if (mapping.state !== 'unmapped' && mapping.at !== from && !isNewer(epoch, room)) {
    t.count('stale-report');
    t.emit({ kind: 'unload', at: from, room: key, epoch, reason: 'duplicate', to: mapping.at.id });
    return;
  }
  if (mapping.state !== 'unmapped' && mapping.at !== from) dispossess(t, room, from);
  if (mapping.state === 'leaving' && mapping.at === from && mapping.epoch === epoch) return;
  t.map(room, { state: 'reported', at: from, epoch });
  if (metadata !== undefined) t.roomList.describe(key, metadata);
  if (from.isRetiring || !from.isListed) evict(t, room);
  settle(t, room);
}

/**
 * The room is wanted elsewhere. Another Balancer may want it here, whose operators or discovery say otherwise: then it must not go to and fro for as
 * long as they disagree, and stays for a while.
 */
function evict(t: Tables, room: Room): void {
  if (t.evicted.has(room.key)) return;
  t.evicted.set(room.key, t.now + LIMITS.roomEvictionMs);
  moveRoom(t, room.key, null);
}

/** A room that was placed and never reported counts as lower than any epoch, but a seed-only Monolith keeps what it was given. */
function isNewer(epoch: number, { mapping }: Room): boolean {
  if (mapping.state === 'placed') return mapping.at.reportsRooms;
  return mapping.state === 'unmapped' || epoch > mapping.epoch;
}

/** A newer owner takes the room over; the loser is told to unload it, which ends the Joins there (LNK-32). */
function dispossess(t: Tables, room: Room, to: Monolith): void {
  const { mapping } = room;
  if (mapping.state === 'unmapped') return;
  t.count('room-takeover');
  if (mapping.state === 'placed') {
    parkRoom(t, room, mapping.at, 'leave');
    return;
  }
  parkRoom(t, room, mapping.at, endWithRoom(mapping.at));
  t.emit({
    kind: 'unload',
    at: mapping.at,
    room: room.key,
    epoch: mapping.epoch,
    reason: 'duplicate',
    to: to.id,
  });
}

/** All rooms that a Monolith has loaded, in parts (LNK-31). */
export function gossip(t: Tables, from: Monolith, control: Control<'gossip'>): void {
  if (control.part === 1) from.gossip = new Set();
  for (const { room, epoch, metadata } of control.rooms) report(t, from, room, epoch, metadata);
  if (control.part < control.parts || from.gossip === null) return;
  const named = from.gossip;
  from.gossip = null;
  from.hasGossiped = true;
  from.lacksStores = false;
  for (const room of [...from.rooms]) if (!named.has(room.key)) absent(t, room, from);
  resumed(t, from);
}

/**
 * A room that is mapped to a Monolith and missing from its gossip is gone, unless a Join to it is unanswered: that Join may
 * have crossed the gossip (LNK-32).
 */
function absent(t: Tables, room: Room, from: Monolith): void {
  if (room.mapping.state === 'leaving') return;
  for (const client of room.clients) if (openJoin(client) === from && isUnanswered(client)) return;
  parkRoom(t, room, from, 'leave');
  t.map(room, { state: 'unmapped' });
  settle(t, room);
}

/** A Monolith that was lost and is back has got Joins for all that this Balancer holds for it (LNK-41). */
function resumed(t: Tables, monolith: Monolith): void {
  if (!t.resuming.has(monolith)) return;
  t.resuming.delete(monolith);
  tellResumed(t, monolith);
}

/** Whether `from` still speaks for the room: late words of a former owner are dropped (LNK-23). */
export function isMappedTo(room: Room | undefined, from: Monolith): room is Room {
  return room !== undefined && monolithOf(room) === from;
}
