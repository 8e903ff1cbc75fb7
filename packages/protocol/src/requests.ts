import type { Permission } from './permissions.ts';

/** The numbers of room requests on the wire (spec 2.3). */
export const RequestType = {
  Join: 0,
  Leave: 1,
  Playback: 2,
  Skip: 3,
  Seek: 4,
  Add: 5,
  Remove: 6,
  Order: 7,
  Vote: 8,
  Promote: 9,
  UpdateUser: 10,
  Chat: 11,
  Undo: 12,
  ApplySettings: 13,
  PlayNow: 14,
  Shuffle: 15,
  PlaybackSpeed: 16,
  RestoreQueue: 17,
  Kick: 18,
  UpdateQueueItem: 19,
} as const;
export type RequestType = (typeof RequestType)[keyof typeof RequestType];

/**
 * The permission that a request needs by itself (spec 2.3). Requests that are not here decide by what they carry:
 * Promote, Undo, ApplySettings, PlayNow.
 */
export const REQUEST_PERMISSION: Readonly<Partial<Record<RequestType, Permission>>> = {
  [RequestType.Playback]: 'playback.play-pause',
  [RequestType.Skip]: 'playback.skip',
  [RequestType.Seek]: 'playback.seek',
  [RequestType.Add]: 'manage-queue.add',
  [RequestType.Remove]: 'manage-queue.remove',
  [RequestType.Order]: 'manage-queue.order',
  [RequestType.Vote]: 'manage-queue.vote',
  [RequestType.Chat]: 'chat',
  [RequestType.Shuffle]: 'manage-queue.order',
  [RequestType.PlaybackSpeed]: 'playback.speed',
  [RequestType.RestoreQueue]: 'manage-queue.add',
  [RequestType.Kick]: 'manage-users.kick',
  [RequestType.UpdateQueueItem]: 'manage-queue.edit',
};
