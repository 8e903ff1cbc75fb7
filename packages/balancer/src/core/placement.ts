import type { Random } from '@usher/kit';
import type { RoomKey } from '@usher/protocol';
import { takesRooms, type Monolith } from './records.ts';

export const PLACEMENTS = ['rendezvous', 'least-rooms', 'random'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** No Monolith holds more than this many times its share of rooms under `rendezvous` (BAL-10). */
const LOAD_FACTOR = 1.25;

/** The Monolith that a room which nobody has is given to; `null` when there is none (BAL-10). */
export function place(
  room: RoomKey,
  monoliths: Iterable<Monolith>,
  options: { placement: Placement; region: string; random: Random },
): Monolith | null {
  const candidates = candidatesOf(monoliths, options.region);
  switch (options.placement) {
    case 'rendezvous':
      return highestWeight(room, withinBound(candidates));
    case 'least-rooms':
      return leastRooms(candidates);
    case 'random':
      return candidates[Math.floor(options.random() * candidates.length)] ?? null;
  }
}

/**
 * Connected Monoliths that take rooms: those of the own region if there are any, else all (BAL-10). One that has lost its way to the stores
 * would keep refusing what another can serve: it is the last to be asked.
 */
export function candidatesOf(monoliths: Iterable<Monolith>, region: string): Monolith[] {
  const ready = [...monoliths].filter(takesRooms);
  const able = preferred(ready, ({ lacksStores }) => !lacksStores);
  return preferred(able, (monolith) => monolith.region === region);
}

/** Those that are as wished, if there are any. */
function preferred(monoliths: Monolith[], isWished: (monolith: Monolith) => boolean): Monolith[] {
  const wished = monoliths.filter(isWished);
  return wished.length > 0 ? wished : monoliths;
}

/** The one with the fewest rooms; also for rooms that are just being created (BAL-20). */
export function leastRooms(candidates: readonly Monolith[]): Monolith | null {
  let best: Monolith | null = null;
  for (const monolith of candidates)
    if (best === null || monolith.rooms.size < best.rooms.size) best = monolith;
  return best;
}

/** Those below the bound. Only gossip makes all Balancers count alike: without it, the bound would make them choose differently. */
function withinBound(candidates: readonly Monolith[]): readonly Monolith[] {
  if (candidates.some(({ hasGossiped }) => !hasGossiped)) return candidates;
  const total = candidates.reduce((sum, { rooms }) => sum + rooms.size, 0);
  const bound = Math.ceil((LOAD_FACTOR * (total + 1)) / candidates.length);
  return candidates.filter(({ rooms }) => rooms.size < bound);
}

function highestWeight(room: RoomKey, candidates: readonly Monolith[]): Monolith | null {
  let best: Monolith | null = null;
  let bestWeight = -1;
  for (const monolith of candidates) {
    const weight = weightOf(`${monolith.id}/${room}`);
    if (weight > bestWeight || (weight === bestWeight && best !== null && monolith.id > best.id)) {
      best = monolith;
      bestWeight = weight;
    }
  }
  return best;
}

/** 32-bit FNV-1a with a final mix, so that similar names spread evenly. Every Balancer must compute the same. */
function weightOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
