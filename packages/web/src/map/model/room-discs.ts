import type { Disc } from './geometry.ts';
import type { RoomPlaces, RoomGroup } from './room-places.ts';
import type { RoomNode } from './site-view.ts';
import { capacityOf } from './slots.ts';
import { seedAt, seedRadius, spacingFor } from './sunflower.ts';

/** An empty room is so much of a full one's radius. */
const SMALLEST = 0.36;
/** Below so many clients a room is not large, however small the others are. */
const SCALE_MIN = 8;

/** Rooms as bubbles within their Monoliths' discs, on one scale for all, so that they can be compared. */
export function bubbles(
  groups: readonly RoomGroup[],
  discs: ReadonlyMap<string, Disc>,
  places: RoomPlaces,
): Map<string, Disc> {
  const spacing = Math.min(
    ...groups.map(({ id }) => spacingFor(capacity(places, id), discs.get(id)?.radius ?? 0)),
  );
  const scale = clientScale(groups);
  const rooms = new Map<string, Disc>();
  for (const { id, rooms: members } of groups) {
    const center = discs.get(id);
    const slots = places.get(id);
    if (center === undefined || slots === undefined) continue;
    for (const room of members) {
      const seed = seedAt(slots.get(room.key) ?? 0, spacing);
      const radius = roomRadius(room, seedRadius(spacing), scale);
      rooms.set(room.key, { x: center.x + seed.x, y: center.y + seed.y, radius });
    }
  }
  return rooms;
}

/** By area, as people compare discs. */
export function roomRadius({ clients }: RoomNode, largest: number, scale: number): number {
  return largest * (SMALLEST + (1 - SMALLEST) * Math.sqrt(Math.min(1, clients / scale)));
}

/** The number of clients that fills a bubble: in steps, so that it seldom changes. */
export function clientScale(groups: readonly RoomGroup[]): number {
  let most = SCALE_MIN;
  for (const { rooms } of groups) for (const { clients } of rooms) most = Math.max(most, clients);
  return 2 ** (Math.ceil(2 * Math.log2(most)) / 2);
}

export const capacity = (places: RoomPlaces, id: string): number => capacityOf(places.get(id) ?? new Map());
