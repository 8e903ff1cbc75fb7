import { cut, endOf } from './item.ts';
import {
  LIMITS,
  type RoomMetadata,
  type RoomState,
  type RoomUserInfo,
  type SyncMessage,
} from '@usher/protocol';
import type { SyncField } from './deltas.ts';
import { effectiveAt, positionAt } from './playback.ts';
import { infoOf } from './roles.ts';
import type { RoomData } from './room-data.ts';
import { waitingFor } from './waiting.ts';

/** Seconds into the current item at `now`, never beyond its end. */
export function positionOf({ current, playback }: RoomData, now: number): number {
  if (current === null) return 0;
  return Math.min(positionAt(playback, now), endOf(current) ?? Infinity);
}

/** All that clients see of a room at `now` (spec 2.4). */
export function stateOf(room: RoomData, now: number): RoomState {
  const { settings, playback } = room;
  return {
    name: room.name,
    title: settings.title,
    description: settings.description,
    isTemporary: room.isTemporary,
    visibility: settings.visibility,
    queueMode: settings.queueMode,
    isPlaying: playback.isPlaying,
    playbackPosition: positionOf(room, now),
    playbackSpeed: playback.speed,
    currentSource: room.current,
    queue: room.queue,
    prevQueue: room.prevQueue,
    grants: settings.grants,
    hasOwner: room.owner !== null,
    voteCounts: room.votes.counts(),
    votesToSkip: [...room.votesToSkip],
    enableVoteSkip: settings.enableVoteSkip,
    autoSkipSegmentCategories: settings.autoSkipSegmentCategories,
    videoSegments: room.segments.found,
    restoreQueueBehavior: settings.restoreQueueBehavior,
    waitForReadySeconds: settings.waitForReadySeconds,
    waitingFor: waitingFor(room),
  };
}

/** MSG-20 */
export function fullSync(room: RoomData, now: number, clockId: string): SyncMessage {
  return { action: 'sync', ...stateOf(room, now), ...timesOf(room, now), clockId };
}

/** A `sync` of some fields (MSG-21). */
export function partialSync(room: RoomData, now: number, fields: ReadonlySet<SyncField>): SyncMessage {
  const state = Object.entries(stateOf(room, now)).filter(([field]) => fields.has(field as SyncField));
  const times = fields.has('playbackPosition') ? timesOf(room, now) : { serverTime: now };
  return { action: 'sync', ...(Object.fromEntries(state) as Partial<RoomState>), ...times };
}

function timesOf({ playback }: RoomData, now: number): Pick<SyncMessage, 'serverTime' | 'effectiveAt'> {
  const effective = effectiveAt(playback, now);
  return { serverTime: now, ...(effective !== undefined && { effectiveAt: effective }) };
}

export function usersOf(room: RoomData): RoomUserInfo[] {
  return [...room.roster].map((member) => infoOf(room, member));
}

/** LNK-30 */
export function metadataOf(room: RoomData): RoomMetadata {
  const { title, description, visibility, queueMode } = room.settings;
  return {
    name: room.name,
    title,
    description: cut(description, LIMITS.metadataDescriptionMax),
    isTemporary: room.isTemporary,
    visibility,
    queueMode,
    currentSource: room.current,
    users: room.roster.size,
  };
}
