import { PLAYER_STATUSES, RequestType, Role, type ClientId, type RoomRequest } from '@usher/protocol';
import { queueItem, role, roomRequest, roomSettings, videoAdd, videoId } from '@usher/protocol/schemas';
import { z } from 'zod';
import type { PendingRequest } from './pending-requests.ts';
import { videoSegments } from './segments.ts';

const client = z.custom<ClientId>((id) => typeof id === 'string');
const user = z.object({
  name: z.string(),
  isLoggedIn: z.boolean(),
  userId: z.int().nullable(),
  sessionId: z.string(),
});
const status = z.enum(PLAYER_STATUSES);

const chatMessage = z.object({
  action: z.literal('chat'),
  from: z.object({ id: z.string(), name: z.string(), isLoggedIn: z.boolean(), status, role }),
  text: z.string(),
});

const undoRecord = z.object({
  event: z.object({
    request: roomRequest,
    user: z.object({ id: z.string() }),
    additional: z.object({
      video: videoId.exactOptional(),
      prevPosition: z.number().exactOptional(),
      queueIdx: z.int().exactOptional(),
    }),
  }),
  inverse: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('seek'), video: videoId, position: z.number() }),
    z.object({ kind: z.literal('unskip'), item: queueItem, position: z.number() }),
    z.object({ kind: z.literal('remove'), videos: z.array(videoId) }),
    z.object({ kind: z.literal('insert'), item: queueItem, index: z.int() }),
  ]),
});

const waitsForMetadata = (request: RoomRequest): boolean =>
  request.type === RequestType.Add || request.type === RequestType.PlayNow;

const pendingRequest = z.object({
  by: z.object({ client: client.nullable(), user, call: z.null() }),
  request: roomRequest.refine(waitsForMetadata).pipe(z.custom<PendingRequest['request']>()),
  wanted: z.union([z.object({ url: z.string() }), z.object({ videos: z.array(videoAdd) })]),
});

/** Accounts above RegisteredUser, with their roles. */
export const promotedAccounts = z.array(
  z.tuple([z.int(), z.literal([Role.TrustedUser, Role.Moderator, Role.Administrator])]),
);

export const banList = z.array(
  z.object({
    id: z.string(),
    name: z.string().nullable(),
    userId: z.int().nullable(),
    sessions: z.array(z.string()),
    addresses: z.array(z.string()),
    clients: z.array(client),
  }),
);

export const writtenInvitations = z.object({
  open: z.array(z.tuple([z.string(), z.number()])),
  sessions: z.array(z.string()),
  accounts: z.array(z.int()),
});

/** WEB-6 */
const itemStart = z.object({
  currentSinceMs: z.number(),
  reportedBy: z.array(client),
  phase: z.discriminatedUnion('state', [
    z.object({ state: z.literal('due'), position: z.number() }),
    z.object({ state: z.literal('waiting'), sinceMs: z.number(), clients: z.array(client) }),
    z.object({ state: z.literal('begun') }),
  ]),
});

/** An answer that was waited for is asked for again, by who has the room next. */
const itemSegments = z.object({
  isKnown: z.boolean(),
  found: videoSegments,
  soughtTo: z.number().nullable(),
});

/** Version 1 of a room's snapshot. Whoever changes it raises the version and reads both. */
export const roomSnapshot = z.object({
  version: z.literal(1),
  name: z.string(),
  isTemporary: z.boolean(),
  settings: roomSettings,
  owner: z.int().nullable(),
  promoted: promotedAccounts,
  current: queueItem.nullable(),
  playback: z.object({
    isPlaying: z.boolean(),
    position: z.number(),
    startMs: z.number(),
    speed: z.number(),
  }),
  start: itemStart.default({ currentSinceMs: 0, reportedBy: [], phase: { state: 'begun' } }),
  segments: itemSegments.default({ isKnown: false, found: [], soughtTo: null }),
  queue: z.array(queueItem),
  prevQueue: z.array(queueItem).nullable(),
  votes: z.array(z.tuple([z.string(), z.array(client)])),
  votesToSkip: z.array(client),
  endedBy: z.array(client),
  roster: z.array(z.object({ id: client, user, status, address: z.string().nullable().default(null) })),
  replaced: z.array(client).default([]),
  chat: z.array(chatMessage),
  undoRecords: z.array(undoRecord),
  bans: banList.default([]),
  invitations: writtenInvitations.default({ open: [], sessions: [], accounts: [] }),
  pending: z.object({ nextTicket: z.int(), requests: z.array(z.tuple([z.int(), pendingRequest])) }),
});
