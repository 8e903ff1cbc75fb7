import { z } from '@hono/zod-openapi';
import { PLAYER_STATUSES, SKIP_CATEGORIES } from '@usher/protocol';
import { newRoomName, queueItem, role, roomMetadata, roomSettings } from '@usher/protocol/schemas';
import type { RoomView } from '../rooms/room-host.ts';

const { title, description, visibility, queueMode, autoSkipSegmentCategories } = roomSettings.shape;

export const newRoomBody = z
  .object({
    name: newRoomName,
    title: title.exactOptional(),
    description: description.exactOptional(),
    isTemporary: z.boolean().default(true),
    visibility: visibility.default('public'),
    queueMode: queueMode.exactOptional(),
    autoSkipSegmentCategories: autoSkipSegmentCategories.exactOptional(),
  })
  .openapi('NewRoom');

export const generatedRoomBody = z.object({
  autoSkipSegmentCategories: autoSkipSegmentCategories.exactOptional(),
});

/** Unknown keys are refused; what is absent stays as it is. */
export const roomChange = z.union([
  z.strictObject({ claim: z.literal(true) }),
  z.strictObject(roomSettings.partial().shape),
]);

// A schema made before the OpenAPI library was loaded does not know `openapi`; one made from it does.
export const roomListItem = z.object(roomMetadata.shape).openapi('RoomListItem');

const roomUser = z.object({
  id: z.string(),
  name: z.string(),
  isLoggedIn: z.boolean(),
  status: z.enum(PLAYER_STATUSES),
  role,
});

const segment = z.object({ category: z.enum(SKIP_CATEGORIES), startTime: z.number(), endTime: z.number() });

export const roomView: z.ZodType<RoomView> = roomSettings
  .extend({
    name: z.string(),
    isTemporary: z.boolean(),
    hasOwner: z.boolean(),
    isPlaying: z.boolean(),
    playbackPosition: z.number(),
    playbackSpeed: z.number(),
    currentSource: queueItem.nullable(),
    queue: z.array(queueItem),
    prevQueue: z.array(queueItem).nullable(),
    voteCounts: z.array(z.tuple([z.string(), z.int()])),
    votesToSkip: z.array(z.string()),
    videoSegments: z.array(segment),
    waitingFor: z.array(z.string()),
    users: z.array(roomUser),
    bans: z
      .array(z.object({ id: z.string(), name: z.string().nullable() }))
      .exactOptional()
      .openapi({ description: 'Only for who may lift them' }),
  })
  .openapi('Room');
