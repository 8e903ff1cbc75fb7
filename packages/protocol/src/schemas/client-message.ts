import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { PLAYER_STATUSES } from '../room.ts';
import { RequestType } from '../requests.ts';
import { itemUpdate, role, roomSettings, videoAdd, videoId } from './room.ts';

const clientIdField = z.string().min(1).max(64);
const index = z.int().min(0);

/** `event` of an Undo: only which event is meant is read, the server's own record tells the rest (ROM-24). */
const undoneEvent = z.looseObject({
  request: z.looseObject({ type: z.number() }),
});

/** Room requests that a client may send (spec 2.3): 2–9 and 11–19. */
export const roomRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal(RequestType.Playback), state: z.boolean() }),
  z.object({ type: z.literal(RequestType.Skip) }),
  z.object({ type: z.literal(RequestType.Seek), value: z.number() }),
  z
    .object({
      type: z.literal(RequestType.Add),
      url: z.string().min(1).max(2048).exactOptional(),
      video: videoAdd.exactOptional(),
      videos: z.array(videoAdd).min(1).max(LIMITS.queueLengthMax).exactOptional(),
    })
    .refine(
      ({ url, video, videos }) => [url, video, videos].filter((field) => field !== undefined).length === 1,
      'needs exactly one of url, video and videos',
    ),
  z.object({ type: z.literal(RequestType.Remove), video: videoId }),
  z.object({ type: z.literal(RequestType.Order), fromIdx: index, toIdx: index }),
  z.object({ type: z.literal(RequestType.Vote), video: videoId, add: z.boolean() }),
  z.object({ type: z.literal(RequestType.Promote), targetClientId: clientIdField, role }),
  z.object({ type: z.literal(RequestType.Chat), text: z.string().min(1).max(LIMITS.chatLengthMax) }),
  z.object({ type: z.literal(RequestType.Undo), event: undoneEvent }),
  z.object({
    type: z.literal(RequestType.ApplySettings),
    settings: z.strictObject(roomSettings.partial().shape),
  }),
  z.object({ type: z.literal(RequestType.PlayNow), video: videoAdd }),
  z.object({ type: z.literal(RequestType.Shuffle) }),
  z.object({ type: z.literal(RequestType.PlaybackSpeed), speed: z.number().min(0.25).max(4) }),
  z.object({ type: z.literal(RequestType.RestoreQueue), discard: z.boolean().exactOptional() }),
  z.object({ type: z.literal(RequestType.Kick), clientId: clientIdField }),
  z.object({ type: z.literal(RequestType.UpdateQueueItem), video: videoId, update: itemUpdate }),
]);

/** What a client may send after `auth` (spec 2.2). Unknown actions are ignored by whoever reads this. */
export const clientMessage = z.discriminatedUnion('action', [
  z.object({ action: z.literal('req'), request: roomRequest }),
  z.object({ action: z.literal('status'), status: z.enum(PLAYER_STATUSES) }),
  z.object({ action: z.literal('notify'), message: z.literal('usernameChanged') }),
  z.object({ action: z.literal('kickme'), reason: z.number().exactOptional() }),
  z.object({ action: z.literal('clock'), t0: z.number() }),
]);

export type RoomRequest = z.infer<typeof roomRequest>;
export type ClientMessage = z.infer<typeof clientMessage>;
