import { LIMITS, truncateUtf8, type MonolithId, type RoomKey } from '@usher/protocol';
import { close } from './joins.ts';
import { place } from './placement.ts';
import { canBeEmptied, type Client, type Monolith, type Room } from './records.ts';
import type { Tables } from './tables.ts';

/** Has a room moved to `to`, or to where placement would have it next (BAL-30, LNK-40). */
export function moveRoom(t: Tables, key: RoomKey, to: MonolithId | null): void {
  const room = t.rooms.get(key);
  if (room === undefined) return;
  const target = to === null ? nextPlaceFor(t, room) : t.monoliths.get(to);
  if (target) move(t, room, target);
}

/** No new room goes to this Monolith, and those it has move away, later reported ones too (BAL-30). */
export function drainMonolith(t: Tables, monolith: Monolith): void {
  monolith.isDraining = true;
  monolith.isRetiring = true;
  for (const room of [...monolith.rooms]) moveRoom(t, room.key, null);
}

/** Closes a client's socket on an operator's word. */
export function kickByOperator(t: Tables, client: Client, code: number, reason: string): void {
  close(t, client, code, truncateUtf8(reason, LIMITS.closeReasonBytesMax));
}

function nextPlaceFor(t: Tables, room: Room): Monolith | null {
  const others = [...t.monoliths.values()].filter(({ rooms }) => !rooms.has(room));
  return place(room.key, others, t.options);
}

/** The Monolith saves the room and lets it go; nothing is lost (LNK-37). */
function move(t: Tables, { key, mapping }: Room, to: Monolith): void {
  if (mapping.state !== 'reported' || mapping.at === to || !canBeEmptied(mapping.at)) return;
  t.emit({ kind: 'unload', at: mapping.at, room: key, epoch: mapping.epoch, reason: 'move', to: to.id });
}
