import { CloseCode, isKickCode, LIMITS, truncateUtf8, type ClientId, type RoomKey } from '@usher/protocol';
import { close, park, type JoinEnd } from './joins.ts';
import { openJoin, type Client, type Monolith } from './records.ts';
import type { Control } from './router-io.ts';
import type { Tables } from './tables.ts';

/** How soon a client that was let go joins again if nothing is said about its room (OTT-3). */
const LET_GO_RETRY_MS = 1000;

/** The Monolith wants the client's socket closed (LNK-34). */
export function kick(t: Tables, from: Monolith, { id, room: key, code, reason }: Control<'kick'>): void {
  const client = joinedAt(t, from, id, key);
  if (client === null) return t.count('stale-word');
  if (!isKickCode(code)) t.count('bad-kick-code');
  close(
    t,
    client,
    isKickCode(code) ? code : CloseCode.Unknown,
    truncateUtf8(reason, LIMITS.closeReasonBytesMax),
  );
  const room = t.rooms.get(client.room);
  const isUnused = room?.clients.size === 0 && room.mapping.state === 'placed';
  if (isUnused) t.map(room, { state: 'unmapped' }); // BAL-11: its first client was kicked
}

/** A Join cannot be taken now (LNK-38). */
export function refused(
  t: Tables,
  from: Monolith,
  { room: key, id, reason, retryMs }: Control<'refused'>,
): void {
  const client = joinedAt(t, from, id, key);
  if (client === null) return t.count('stale-word');
  if (reason === 'room-full') {
    park(t, client, 'ended-there');
    return close(t, client, CloseCode.TryAgainLater, 'the room is full');
  }
  if (reason === 'draining') from.isDraining = true;
  if (reason === 'store-unavailable') from.lacksStores = true;
  tryLater(t, client, from, 'ended-there', retryMs);
}

/**
 * The client's place there is gone with its room, which is said next: it joins again then, or a little later if it is not said (OTT-3). The
 * server has not heard of a Leave yet, and must before the client joins again (OTT-6).
 */
export function letGo(t: Tables, from: Monolith, { id }: Control<'let-go'>): void {
  const client = joinedAt(t, from, id, null);
  if (client === null) return t.count('stale-word');
  tryLater(t, client, from, 'leave', LET_GO_RETRY_MS);
}

/** The client whose Join is open there, in that room if one is named; late words about others are dropped (LNK-23). */
function joinedAt(t: Tables, from: Monolith, id: ClientId, key: RoomKey | null): Client | null {
  const client = t.clients.get(id);
  if (client === undefined || openJoin(client) !== from) return null;
  return key === null || client.room === key ? client : null;
}

/** Takes the client off its Monolith, and tries again in a while. */
function tryLater(t: Tables, client: Client, from: Monolith, end: JoinEnd, retryMs: number): void {
  park(t, client, end);
  t.refused.set(client, t.now + retryMs);
  const room = t.room(client.room);
  if (room.mapping.state !== 'placed' || room.mapping.at !== from) return;
  const isHeldThere = [...room.clients].some((other) => openJoin(other) === from);
  if (!isHeldThere) t.map(room, { state: 'unmapped' }); // BAL-11
}
