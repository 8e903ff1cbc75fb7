import { assignSlots, type Slots } from './slots.ts';
import type { RoomNode, SiteView } from './site-view.ts';

/** Stands where a Monolith's id does, for rooms that none has. */
export const NOWHERE = '';

/** Which place each room has at its Monolith. */
export type RoomPlaces = ReadonlyMap<string, Slots>;

/** Rooms keep their places as long as they stay where they are. */
export function placeRooms(before: RoomPlaces, view: SiteView): RoomPlaces {
  return new Map(
    groupsOf(view).map(({ id, rooms }) => [
      id,
      assignSlots(
        before.get(id) ?? new Map<string, number>(),
        rooms.map(({ key }) => key),
      ),
    ]),
  );
}

/** The Monoliths with their rooms, and those rooms that have none. */
export function groupsOf({
  monoliths,
  homeless,
}: Pick<SiteView, 'monoliths' | 'homeless'>): readonly RoomGroup[] {
  return homeless.length === 0 ? monoliths : [...monoliths, { id: NOWHERE, rooms: homeless }];
}

export interface RoomGroup {
  readonly id: string;
  readonly rooms: readonly RoomNode[];
}
