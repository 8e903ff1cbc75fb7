import { RestoreQueue, type RoomMetadata } from '@usher/protocol';
import { queueItem, roomSettings } from '@usher/protocol/schemas';
import { z } from 'zod';
import { Bans } from './bans.ts';
import { Invitations } from './invitations.ts';
import { metadataOf, positionOf } from './messages.ts';
import { newRoomData, type RoomData } from './room-data.ts';
import type { NewRoom } from './room-io.ts';
import { banList, promotedAccounts, writtenInvitations } from './snapshot-schema.ts';
import type { DeepReadonly } from './snapshot.ts';

/** What the database keeps of a permanent room while it is not loaded (ROM-3). */
const permanentRoom = z.object({
  name: z.string(),
  settings: roomSettings,
  owner: z.int().nullable(),
  promoted: promotedAccounts,
  bans: banList.default([]),
  invitations: writtenInvitations.default({ open: [], sessions: [], accounts: [] }),
  /** What was playing comes first, its `startAt` where it was (ROM-25). */
  queue: z.array(queueItem),
});
export type PermanentRoom = DeepReadonly<z.output<typeof permanentRoom>>;

/** How a permanent room begins (ROM-2). */
export function newPermanentRoom(options: NewRoom): PermanentRoom {
  return writePermanentRoom(newRoomData(options), 0);
}

export function writePermanentRoom(room: RoomData, now: number): PermanentRoom {
  const { name, settings, owner, current } = room;
  const playing = current === null ? [] : [{ ...current, startAt: positionOf(room, now) }];
  const queue = [...playing, ...room.queue];
  return {
    name,
    settings,
    owner,
    promoted: [...room.promoted],
    bans: [...room.bans],
    invitations: room.invitations.written(),
    queue: queue.length > 0 ? queue : (room.prevQueue ?? []),
  };
}

/** The room as it is loaded again, its old queue treated as its settings say (ROM-25). Throws when `saved` is no such room. */
export function readPermanentRoom(saved: unknown): RoomData {
  const { name, settings, owner, promoted, bans, invitations, queue } = permanentRoom.parse(saved);
  const room = newRoomData({ name, isTemporary: false, visibility: settings.visibility, owner });
  const { Always, Prompt } = RestoreQueue;
  return {
    ...room,
    settings,
    promoted: new Map(promoted),
    bans: new Bans(bans),
    invitations: new Invitations(invitations),
    queue: settings.restoreQueueBehavior === Always ? queue : [],
    prevQueue: settings.restoreQueueBehavior === Prompt && queue.length > 0 ? queue : null,
  };
}

/** What a list shows of a room that is not loaded (LNK-30). Throws when `saved` is no such room. */
export function permanentMetadata(saved: unknown): RoomMetadata {
  return metadataOf(readPermanentRoom(saved));
}
