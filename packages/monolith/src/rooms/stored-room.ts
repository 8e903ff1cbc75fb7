import type { NewRoom } from '../core/room/room-io.ts';
import { Room, type RoomConfig } from '../core/room/room.ts';

/** What the live-state store keeps of a room: how it shall begin, until it is first loaded, and then what it last was. */
type StoredRoom =
  | { readonly kind: 'new'; readonly room: NewRoom }
  | { readonly kind: 'snapshot'; readonly snapshot: unknown }
  /** A permanent room, which is as the database has it. */
  | { readonly kind: 'permanent' };

/** A room to be loaded. */
export interface LoadableRoom {
  /** From the live-state store. */
  readonly state: string;
  /** From the database, which is then what counts; else `null`. */
  readonly row: string | null;
}

export function writeNewRoom(room: NewRoom): string {
  return write({ kind: 'new', room });
}

export function writeRoom(room: Room): string {
  return write({ kind: 'snapshot', snapshot: room.snapshot() });
}

export const PERMANENT = write({ kind: 'permanent' });

/** Throws on what was not written here. */
export function kindOf(state: string): StoredRoom['kind'] {
  return read(state).kind;
}

/** Brings a room to life again. Throws on what was not written here. */
export function readRoom({ state, row }: LoadableRoom, now: number, config: RoomConfig): Room {
  if (row !== null) return Room.load(JSON.parse(row), now, config);
  const stored = read(state);
  switch (stored.kind) {
    case 'new':
      return Room.create(stored.room, now, config);
    case 'snapshot':
      return Room.restore(stored.snapshot, now, config);
    case 'permanent':
      throw new Error('the row of a permanent room is missing');
  }
}

function write(room: StoredRoom): string {
  return JSON.stringify(room);
}

const read = (state: string): StoredRoom => JSON.parse(state) as StoredRoom;
