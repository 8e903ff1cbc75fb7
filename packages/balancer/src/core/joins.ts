import { CloseCode, LIMITS } from '@usher/protocol';
import { joinBegun, joinEnded, leaveLine, mustWait, tellResumed } from './admission.ts';
import { place } from './placement.ts';
import { isUnanswered, needsJoin, openJoin, type Client, type Monolith, type Room } from './records.ts';
import type { Tables } from './tables.ts';

/** Gives the room's waiting clients a Monolith and sends their Joins, as far as that can be done now. */
export function settle(t: Tables, room: Room): void {
  for (const client of [...room.clients]) settleClient(t, room, client);
}

/** The same for one client. `turn`: the Monolith where it stood in the line and is the next (BAL-12). */
export function settleClient(t: Tables, room: Room, client: Client, turn: Monolith | null = null): void {
  if (!needsJoin(client) || t.refused.has(client) || room.retryAt !== null) return;
  if (room.mapping.state === 'unmapped') {
    const at = place(room.key, t.monoliths.values(), t.options);
    if (at === null) return;
    t.map(room, { state: 'placed', at, probe: null }); // BAL-11: joins of the same instant follow
  }
  const { mapping } = room;
  if (mapping.state === 'unmapped' || mapping.state === 'leaving') return;
  const mayJoin = mapping.state === 'reported' || mapping.probe === null || mapping.probe === client;
  if (!mayJoin || (mapping.at !== turn && mustWait(t, client, mapping.at))) return;
  join(t, client, mapping.at);
}

/** Has those in the lines join, as far as there is room in flight (BAL-12). */
export function takeTurns(t: Tables): void {
  for (const at of t.openings) {
    if (t.monoliths.get(at.id) !== at) continue;
    const { joins } = at;
    while (joins.waiting > 0 && joins.inFlight < t.options.joinsInFlightMax) {
      const client = joins.take();
      if (client !== null) settleClient(t, t.room(client.room), client, at);
    }
    if (joins.owesResumed) tellResumed(t, at);
  }
  t.openings.clear();
}

function join(t: Tables, client: Client, at: Monolith): void {
  const resume = client.state.state === 'parked';
  client.state = resume ? { state: 'parked', at, isHeld: false } : { state: 'placing', at };
  at.clients.add(client);
  t.emit({ kind: 'join', client, at, resume });
  joinBegun(t, client, at);
  if (!at.answersJoins) joined(t, client); // CON-3
}

/** The client's Join is answered: what it said meanwhile follows, and then it speaks for itself (CON-3). */
export function joined(t: Tables, client: Client): void {
  const at = openJoin(client);
  if (at === null || !isUnanswered(client)) return;
  joinEnded(t, client, at);
  const room = t.room(client.room);
  if (room.mapping.state === 'leaving' && room.mapping.at === at) {
    client.state = { state: 'parked', at, isHeld: true }; // LNK-37: `parked` is said, nothing may follow it
    return;
  }
  client.state = { state: 'joined', at };
  t.waiting.delete(client);
  t.emit({ kind: 'joined', client, at, queued: client.pending.take() });
  if (room.mapping.state !== 'placed' || room.mapping.probe !== client) return;
  room.mapping.probe = null; // the Monolith that was tried has the room: the others follow (LNK-35)
  settle(t, room);
}

/** How a client's Join ends: by a Leave, or by what its Monolith said or suffered, which says it for all (LNK-25). */
export type JoinEnd = 'leave' | 'ended-there';

/**
 * How the Joins end where a Monolith gives a room up, or is told to. One that knows of its clients from Joins and Leaves alone is sent a
 * Leave for each, so that it knows them as new when they join again (OTT-6).
 */
export const endWithRoom = ({ understandsControl }: Monolith): JoinEnd =>
  understandsControl ? 'ended-there' : 'leave';

/** Ends the client's open Join, if any. */
function endJoin(t: Tables, client: Client, end: JoinEnd, awayMs: number | null = null): void {
  const at = openJoin(client);
  if (at === null) return;
  at.clients.delete(client);
  joinEnded(t, client, at);
  if (end === 'leave') t.emit({ kind: 'leave', client, at, awayMs });
}

/** Takes a client off its Monolith; its socket stays open and what it says is kept (CON-4). */
export function park(t: Tables, client: Client, end: JoinEnd): void {
  endJoin(t, client, end);
  const { state } = client.state;
  if (state === 'placing') client.state = { state, at: null };
  else if (state === 'joined' || state === 'parked')
    client.state = { state: 'parked', at: null, isHeld: false };
  else return;
  if (!t.waiting.has(client)) t.waiting.set(client, t.now + t.options.parkTimeoutMs);
  t.emit({ kind: 'park', client });
}

/** Parks those clients of the room whose Join is open at `at`. */
export function parkRoom(t: Tables, room: Room, at: Monolith, end: JoinEnd): void {
  for (const client of room.clients) if (openJoin(client) === at) park(t, client, end);
}

/** Takes a client out of all tables. `awayMs`: it will be back through another Balancer (LNK-25). */
export function forget(t: Tables, client: Client, awayMs: number | null = null): void {
  endJoin(t, client, 'leave', awayMs);
  leaveLine(client);
  client.state = { state: 'closed' };
  t.clients.delete(client.id);
  for (const deadlines of [t.authenticating, t.waiting, t.refused, t.departing]) deadlines.delete(client);
  const room = t.rooms.get(client.room);
  if (room === undefined || !room.clients.delete(client)) return;
  if (room.mapping.state === 'placed' && room.mapping.probe === client) probeWithAnother(t, room);
  t.tidy(room);
}

/** Closes a client's socket; what was sent to it before goes first (LNK-34). */
export function close(
  t: Tables,
  client: Client,
  code: number,
  reason: string,
  awayMs: number | null = null,
): void {
  const after = awayMs === null ? null : openJoin(client);
  forget(t, client, awayMs);
  t.emit({ kind: 'close', client, code, reason, after });
}

/** One client tries whether the room can be had, at most 300 ms after the last one (LNK-35). */
export function probe(t: Tables, room: Room): void {
  t.stopRetry(room);
  const at = place(room.key, t.monoliths.values(), t.options);
  const first = [...room.clients].find(needsJoin);
  if (at === null || first === undefined) return;
  t.map(room, { state: 'placed', at, probe: first });
  settleClient(t, room, first);
}

/** The client that tried is gone: the next one tries, or there is nobody to try for. */
function probeWithAnother(t: Tables, room: Room): void {
  t.map(room, { state: 'unmapped' });
  probe(t, room);
}

/** Nobody joins the room for a while, then one client tries (LNK-35). */
export function retryLater(t: Tables, room: Room, retryMs: number): void {
  room.retryAt = t.now + Math.min(retryMs, LIMITS.movedRetryMaxMs);
  t.ownerless.set(room, room.retryAt);
}

/** A room that moves to and fro helps nobody: `true` when it did so too often, and its clients are sent away (LNK-35). */
export function movesTooOften(t: Tables, room: Room): boolean {
  if (!room.moves.exceeds(t.now)) return false;
  t.count('moves-exceeded');
  for (const client of [...room.clients]) close(t, client, CloseCode.TryAgainLater, 'the room keeps moving');
  return true;
}
