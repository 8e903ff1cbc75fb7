import type { Grants } from './permissions.ts';
import type { RequestType } from './requests.ts';
import type { PlayerStatus, QueueMode, RestoreQueue, Role, SkipCategory, Visibility } from './room.ts';
import type { QueueItem, Video, VideoId } from './schemas/room.ts';
import type { RoomRequest } from './schemas/client-message.ts';

/** A user of a room as others see them; never an account's id (spec 2.4). */
export interface RoomUserInfo {
  readonly id: string;
  readonly name: string;
  readonly isLoggedIn: boolean;
  readonly status: PlayerStatus;
  readonly role: Role;
}

/** A SponsorBlock segment of the current item; times in seconds. */
export interface VideoSegment {
  readonly category: SkipCategory;
  readonly startTime: number;
  readonly endTime: number;
}

/** All that a full `sync` carries (spec 2.4). */
export interface RoomState {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly isTemporary: boolean;
  readonly visibility: Visibility;
  readonly queueMode: QueueMode;
  readonly isPlaying: boolean;
  /** Seconds, advanced to the moment of serialisation, or to `effectiveAt`. */
  readonly playbackPosition: number;
  readonly playbackSpeed: number;
  readonly currentSource: QueueItem | null;
  readonly queue: readonly QueueItem[];
  readonly prevQueue: readonly QueueItem[] | null;
  readonly grants: Grants;
  readonly hasOwner: boolean;
  readonly voteCounts: readonly (readonly [string, number])[];
  readonly votesToSkip: readonly string[];
  readonly enableVoteSkip: boolean;
  readonly autoSkipSegmentCategories: readonly SkipCategory[];
  readonly videoSegments: readonly VideoSegment[];
  readonly restoreQueueBehavior: RestoreQueue;
  readonly waitForReadySeconds: number;
  readonly waitingFor: readonly string[];
}

export interface SyncMessage extends Partial<RoomState> {
  readonly action: 'sync';
  /** The cluster's clock at the moment of serialisation, ms. */
  readonly serverTime?: number;
  /** Which Monolith's clock: with another one, clients measure anew. In every full sync. */
  readonly clockId?: string;
  /** Server time (ms) at which a play or seek takes effect, so that all start together. */
  readonly effectiveAt?: number;
}

/** A Join or Leave in an event; of a Join the others learn id and name alone (spec 2.4). */
export type MembershipRequest =
  | {
      readonly type: typeof RequestType.Join;
      readonly info?: { readonly id: string; readonly username: string };
    }
  | { readonly type: typeof RequestType.Leave };

export interface EventMessage {
  readonly action: 'event';
  readonly request: RoomRequest | MembershipRequest;
  readonly user: RoomUserInfo;
  readonly additional: {
    readonly video?: Video | VideoId;
    readonly videos?: readonly Video[];
    readonly prevPosition?: number;
    readonly queueIdx?: number;
    readonly user?: RoomUserInfo;
  };
}

export interface ChatMessage {
  readonly action: 'chat';
  readonly from: RoomUserInfo;
  readonly text: string;
}

export type UserUpdate =
  | { readonly kind: 'init'; readonly value: readonly RoomUserInfo[] }
  | { readonly kind: 'update'; readonly value: { readonly id: string } & Partial<RoomUserInfo> }
  | { readonly kind: 'remove'; readonly value: string };

/** Everything that a server sends to a client (spec 2.4). Unknown actions are ignored. */
export type ServerMessage =
  | SyncMessage
  | EventMessage
  | ChatMessage
  | { readonly action: 'chats'; readonly messages: readonly ChatMessage[] }
  | { readonly action: 'eventcustom'; readonly text: string; readonly duration: number }
  | { readonly action: 'announcement'; readonly text: string }
  | { readonly action: 'user'; readonly update: UserUpdate }
  | { readonly action: 'you'; readonly info: { readonly id: string } }
  | { readonly action: 'clock'; readonly t0: number; readonly t1: number; readonly t2: number }
  | { readonly action: 'error'; readonly code: string; readonly message: string; readonly request: number };
