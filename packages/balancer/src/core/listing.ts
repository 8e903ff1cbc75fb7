import { LIMITS } from '@usher/protocol';
import { moveRoom } from './operator.ts';
import type { Monolith } from './records.ts';
import type { Tables } from './tables.ts';

/** Discovery names it no more: no new room goes there, those it has move away, and then its link is ended (BAL-1). */
export function unlist(t: Tables, monolith: Monolith): void {
  if (!monolith.isListed) return;
  monolith.isListed = false;
  t.unlisted.set(monolith, t.now + LIMITS.retireTimeoutMs);
  for (const room of [...monolith.rooms]) {
    t.tidy(room);
    moveRoom(t, room.key, null);
  }
  t.endLinkIfUnused(monolith);
}

/** Discovery names it again, in time: what it has left stays there. */
export function list(t: Tables, monolith: Monolith): void {
  monolith.isListed = true;
  t.unlisted.delete(monolith);
}

/** Rooms that are wanted elsewhere had nowhere to go until now. */
export function moveStranded(t: Tables): void {
  for (const { isListed, isRetiring, rooms } of t.monoliths.values())
    if (!isListed || isRetiring) for (const room of [...rooms]) moveRoom(t, room.key, null);
}

/** Its time to give its rooms up is over: their clients are joined elsewhere as after a loss (CON-4). */
export function unlistedDue(t: Tables): void {
  for (const monolith of t.unlisted.takeDue(t.now)) t.emit({ kind: 'end-link', at: monolith });
}
