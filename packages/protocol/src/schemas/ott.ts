import { z } from 'zod';
import { clientId, roomKey } from '../ids.ts';
import { isObject } from '../link/parse-object.ts';
import { roomMetadata, type QueueItem } from './room.ts';

const MAX_U32 = 4_294_967_295;

/** `null` for a name that no room can have here: nobody can be in it (LNK-23). */
const room = z.string().transform(roomKey);

/** There the lower epoch is the older room and wins; turned round, the higher one does, as everywhere here (OTT-4). */
const epoch = z
  .int()
  .min(0)
  .max(MAX_U32)
  .transform((loadEpoch) => MAX_U32 - loadEpoch);

/** The room list shows a video as its server describes it: what services there are is that server's knowledge. */
const metadata = roomMetadata.extend({ currentSource: z.custom<QueueItem>(isObject).nullish() });

const loaded = z
  .object({ room: metadata, load_epoch: epoch })
  .transform(({ room: described, load_epoch }) => ({
    room: roomKey(described.name),
    epoch: load_epoch,
    metadata: described,
  }));

const reason = z
  .enum(['Keepalive', 'Admin', 'Commanded', 'Shutdown'])
  .transform((word) => word.toLowerCase() as Lowercase<typeof word>);

/** What an OpenTogetherTube server says, but for `room_msg`, whose payload is passed on as it is (OTT-1, OTT-3, OTT-5). */
export const ottServerMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('init'),
    payload: z.object({ port: z.int().min(0).max(65_535), region: z.string(), id: z.string() }),
  }),
  z.object({ type: z.literal('loaded'), payload: loaded }),
  z.object({ type: z.literal('unloaded'), payload: z.object({ name: room, reason }) }),
  z.object({ type: z.literal('gossip'), payload: z.object({ rooms: z.array(loaded) }) }),
  z.object({
    type: z.literal('kick'),
    payload: z.object({
      client_id: z.string().transform(clientId),
      reason: z.int().min(0).max(65_535),
    }),
  }),
]);

export type OttServerMessage = z.infer<typeof ottServerMessage>;

/** The types that this version knows; others are ignored (LNK-3). */
export const OTT_SERVER_TYPES: ReadonlySet<unknown> = new Set(
  ottServerMessage.options.map(({ shape }) => shape.type.value),
);
