import { z } from 'zod';
import { ALL_PERMISSIONS } from '../permissions.ts';
import { LIMITS } from '../limits.ts';
import { QUEUE_MODES, SERVICES, SKIP_CATEGORIES, VISIBILITIES } from '../room.ts';

const seconds = z.number().min(0).max(1e9);
const url = z.string().min(1).max(2048);

export const role = z.literal([-1, 0, 1, 2, 3, 4]);

export const videoId = z.object({
  service: z.enum(SERVICES),
  id: z.string().min(1).max(2048),
});

/** What may be changed of an item that is queued (MSG-19). */
export const itemUpdate = z.object({
  startAt: seconds.exactOptional(),
  endAt: seconds.exactOptional(),
  subtitleUrl: url.exactOptional(),
});

/** An item as a client asks for it: identity and trim, never metadata (spec 2.4). */
export const videoAdd = videoId.extend(itemUpdate.shape);

export const video = videoId.extend({
  title: z.string().exactOptional(),
  description: z.string().exactOptional(),
  /** Seconds. Absent means unknown; it is never taken as 0 (ROM-11). */
  length: seconds.exactOptional(),
  thumbnail: z.string().exactOptional(),
  mime: z.string().exactOptional(),
  highlight: z.boolean().exactOptional(),
  hls_url: z.string().exactOptional(),
  dash_url: z.string().exactOptional(),
  src_url: z.string().exactOptional(),
  subtitleUrl: url.exactOptional(),
});

export const queueItem = video.extend(itemUpdate.shape);

export const grants = z.array(z.tuple([role, z.int().min(0).max(ALL_PERMISSIONS)])).max(6);

/** Title without line breaks (ROM-1). */
const title = z
  .string()
  .max(LIMITS.titleLengthMax)
  .regex(/^[^\r\n\u2028\u2029]*$/, 'must not have line breaks');

export const roomSettings = z.object({
  title,
  description: z.string().max(LIMITS.descriptionLengthMax),
  visibility: z.enum(VISIBILITIES),
  queueMode: z.enum(QUEUE_MODES),
  grants,
  autoSkipSegmentCategories: z.array(z.enum(SKIP_CATEGORIES)).max(SKIP_CATEGORIES.length),
  restoreQueueBehavior: z.literal([0, 1, 2]),
  enableVoteSkip: z.boolean(),
  waitForReadySeconds: z.int().min(0).max(60),
});

/** The name that a created room may have (ROM-1). */
export const newRoomName = z
  .string()
  .regex(/^[A-Za-z0-9_-]{3,32}$/, 'must be 3 to 32 letters, digits, "-" or "_"')
  .refine((name) => !/^(list|create|generate)$/i.test(name), 'is reserved');

/** What the room list shows of a room (LNK-30). OpenTogetherTube's servers leave all but name and visibility null. */
export const roomMetadata = z.object({
  name: z.string(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  isTemporary: z.boolean().nullish(),
  visibility: z.enum(VISIBILITIES),
  queueMode: z.enum(QUEUE_MODES).nullish(),
  currentSource: queueItem.nullish(),
  users: z.int().min(0).nullish(),
});

export type VideoId = z.infer<typeof videoId>;
export type VideoAdd = z.infer<typeof videoAdd>;
export type Video = z.infer<typeof video>;
export type QueueItem = z.infer<typeof queueItem>;
export type ItemUpdate = z.infer<typeof itemUpdate>;
export type RoomSettings = z.infer<typeof roomSettings>;
export type RoomMetadata = z.infer<typeof roomMetadata>;
