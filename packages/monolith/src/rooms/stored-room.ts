import type { NewRoom } from '../core/room/room-io.ts';
import { Room, type RoomConfig } from '../core/room/room.ts';

/** What the live-state store keeps of a room: how it shall begin, until it is first loaded, and then what it last was. */
type StoredRoom =
  | { readonly kind: 'new'; readonly room: NewRoom }
  | { readonly kind: 'snapshot'; readonly snapshot: unknown };

export function writeNewRoom(room: NewRoom): string {
  return write({ kind: 'new', room });
}

export function writeRoom(room: Room): string {
  return write({ kind: 'snapshot', snapshot: room.snapshot() });
}

/** Brings a room to life again. Throws on what `writeNewRoom` and `writeRoom` have not written. */
export function readRoom(state: string, now: number, config: RoomConfig): Room {
  const stored = JSON.parse(state) as StoredRoom;
  return stored.kind === 'new'
    ? Room.create(stored.room, now, config)
    : Room.restore(stored.snapshot, now, config);
}

const write = (room: StoredRoom): string => JSON.stringify(room);
