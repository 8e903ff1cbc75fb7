import { DEFAULT_GRANTS, RestoreQueue, SKIP_CATEGORIES } from '@usher/protocol';
import type { ChatMessage, ClientId, Grants, QueueItem, RoomSettings, SkipCategory } from '@usher/protocol';
import { Bans } from './bans.ts';
import { Invitations } from './invitations.ts';
import { PendingRequests } from './pending-requests.ts';
import { PAUSED_AT_START, type Playback } from './playback.ts';
import type { PromotedRole } from './roles.ts';
import type { NewRoom } from './room-io.ts';
import { Roster } from './roster.ts';
import { NO_SEGMENTS, type ItemSegments } from './segments.ts';
import type { UndoRecord } from './undo-records.ts';
import { Votes } from './votes.ts';
import { nothingToStart, type ItemStart } from './waiting.ts';

/** All that a room knows. Every field is in its snapshot. */
export interface RoomData {
  /** Display case. */
  readonly name: string;
  readonly isTemporary: boolean;
  settings: Settings;
  /** An account; `null`: nobody, who is logged in may claim the room. */
  owner: number | null;
  /** Accounts above RegisteredUser. */
  readonly promoted: Map<number, PromotedRole>;
  current: QueueItem | null;
  playback: Playback;
  start: ItemStart;
  segments: ItemSegments;
  /** Changed through `setQueue` only, which keeps its order and its votes right. */
  queue: readonly QueueItem[];
  /** What the room had queued when it was unloaded, as long as nobody has restored or discarded it (ROM-25). */
  prevQueue: readonly QueueItem[] | null;
  readonly votes: Votes;
  readonly votesToSkip: Set<ClientId>;
  /** Whose player came to the end of the current item, whose length nobody knows. */
  readonly endedBy: Set<ClientId>;
  readonly roster: Roster;
  readonly chat: ChatMessage[];
  readonly undoRecords: UndoRecord[];
  readonly pending: PendingRequests;
  readonly bans: Bans;
  readonly invitations: Invitations;
}

export type Settings = Readonly<Omit<RoomSettings, 'grants' | 'autoSkipSegmentCategories'>> & {
  readonly grants: Grants;
  readonly autoSkipSegmentCategories: readonly SkipCategory[];
};

/** WEB-6 */
const WAIT_FOR_READY_SECONDS = 10;

/** ROM-2 */
export function newRoomData(options: NewRoom): RoomData {
  return {
    name: options.name,
    isTemporary: options.isTemporary,
    settings: {
      title: options.title ?? '',
      description: options.description ?? '',
      visibility: options.visibility,
      queueMode: options.queueMode ?? 'manual',
      grants: DEFAULT_GRANTS,
      autoSkipSegmentCategories: options.autoSkipSegmentCategories ?? SKIP_CATEGORIES,
      restoreQueueBehavior: RestoreQueue.Prompt,
      enableVoteSkip: false,
      waitForReadySeconds: WAIT_FOR_READY_SECONDS,
    },
    owner: options.owner,
    promoted: new Map(),
    current: null,
    playback: PAUSED_AT_START,
    start: nothingToStart(),
    segments: NO_SEGMENTS,
    queue: [],
    prevQueue: null,
    votes: new Votes(),
    votesToSkip: new Set(),
    endedBy: new Set(),
    roster: new Roster(),
    chat: [],
    undoRecords: [],
    pending: new PendingRequests(),
    bans: new Bans(),
    invitations: invitationsOf(options),
  };
}

function invitationsOf({ creatorSession }: NewRoom): Invitations {
  return new Invitations({ sessions: creatorSession === undefined ? [] : [creatorSession] });
}
