import type {
  ClientId,
  QueueItem,
  QueueMode,
  RoomRequest,
  ServerMessage,
  SkipCategory,
  VideoAdd,
  VideoId,
  VideoSegment,
  Visibility,
} from '@usher/protocol';

/** Who a session is, as the room needs it. Comes from the session store, never from a message. */
export interface RoomUser {
  readonly name: string;
  readonly isLoggedIn: boolean;
  /** The account; `null` for anonymous sessions. Never shown to others. */
  readonly userId: number | null;
  /** The session's stored id (a hash of its token). Never shown to others. */
  readonly sessionId: string;
}

/** How a room begins that nobody has saved yet (ROM-2). */
export interface NewRoom {
  /** Display case. */
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly isTemporary: boolean;
  readonly visibility: Visibility;
  readonly queueMode?: QueueMode;
  readonly autoSkipSegmentCategories?: readonly SkipCategory[];
  /** The logged-in creator's account, else `null`. */
  readonly owner: number | null;
  /** The session that made it, so that it may enter when the room is private (ROM-35). */
  readonly creatorSession?: string;
}

/** A mistake of whoever asked: told to them alone, changes nothing (MSG-26, API-10). */
export interface RoomError {
  /** Stable; also the API's error name, for example `PermissionDeniedException`. */
  readonly code: string;
  /** For people. */
  readonly message: string;
}

/** One thing that happens to a room. Times are room time, ms (OWN-7). */
export type RoomInput =
  | {
      readonly kind: 'join';
      readonly client: ClientId;
      readonly user: RoomUser;
      /** Where the client is, as the entrance tells it apart from others; `null`: not known (LNK-24). */
      readonly address: string | null;
      readonly resume: boolean;
    }
  | { readonly kind: 'leave'; readonly client: ClientId }
  /** The client's link or Balancer went away: it stays in the room, unheard, until then (LNK-41). */
  | { readonly kind: 'suspend'; readonly client: ClientId; readonly until: number }
  /** The session's name or account changed (MSG-24 `notify`, WEB-18). */
  | { readonly kind: 'user-changed'; readonly client: ClientId; readonly user: RoomUser }
  /** What a joined client sent, parsed and otherwise unchecked. `auth`, `notify` and `kickme` are handled before. */
  | { readonly kind: 'said'; readonly client: ClientId; readonly message: Readonly<Record<string, unknown>> }
  /** A validated request over HTTP; answered by an `answer` effect with the same `call`. */
  | {
      readonly kind: 'call';
      readonly call: number;
      readonly user: RoomUser;
      readonly request: CallRequest;
    }
  /** The outcome of a `resolve` effect. */
  | { readonly kind: 'resolved'; readonly ticket: number; readonly result: Resolved }
  /** The outcome of a `segments` effect: empty when there are none, or nobody could say. */
  | {
      readonly kind: 'segments-found';
      readonly video: VideoId;
      readonly segments: readonly VideoSegment[];
    }
  /** A deadline has come; also harmless at any other time. */
  | { readonly kind: 'tick' };

/** What is asked over HTTP: what clients may ask, and what they may not. */
export type CallRequest = RoomRequest | Claim | BanRequest | UnbanRequest | InviteRequest | RedeemRequest;

/** `PATCH {claim:true}`: a logged-in user takes a room without an owner (ROM-2). */
interface Claim {
  readonly type: 'claim';
}

/** Who is to be banned: a client in the room, or an account, in the room or not (ROM-34). */
export type BanTarget = { readonly clientId: string } | { readonly userId: number };

export interface BanRequest {
  readonly type: 'ban';
  /** Of the ban, for later; nobody can guess it. */
  readonly id: string;
  readonly target: BanTarget;
  /** Whether the addresses of their clients are banned, too. */
  readonly address: boolean;
}

/** A ban by its id, or as it was made. */
export type BanName = BanTarget | { readonly banId: string };

export interface UnbanRequest {
  readonly type: 'unban';
  readonly name: BanName;
}

/** Both know an invitation by the hash of its code (ROM-35). */
export interface InviteRequest {
  readonly type: 'invite';
  readonly hash: string;
}
export interface RedeemRequest {
  readonly type: 'redeem';
  readonly hash: string;
}

/** `startAt` where the link itself has said so. */
export type Resolved =
  | { readonly ok: true; readonly videos: readonly QueueItem[] }
  | { readonly ok: false; readonly error: RoomError };

/** What the shell does for a room, in this order. */
export type RoomEffect =
  | { readonly kind: 'send'; readonly to: ClientId; readonly message: ServerMessage }
  | { readonly kind: 'broadcast'; readonly message: ServerMessage }
  /** Close that client's socket, after what was sent to it before. It has left the room, or was not let in. */
  | { readonly kind: 'kick'; readonly client: ClientId; readonly code: number; readonly reason: string }
  /** Fetch metadata, off the room's path, and come back with `resolved` (ROM-20). */
  | {
      readonly kind: 'resolve';
      readonly ticket: number;
      /** The session that asks: whose fetches are counted together (MED-2). */
      readonly by: string;
      readonly wanted: { url: string } | { videos: readonly VideoAdd[] };
    }
  /** Look up the segments of a YouTube video, off the room's path, and come back with `segments-found`. */
  | { readonly kind: 'segments'; readonly video: VideoId }
  /** The client's suspension has run out, or another connection has its place (LNK-41). */
  | { readonly kind: 'gone'; readonly client: ClientId }
  | { readonly kind: 'answer'; readonly call: number; readonly error: RoomError | null }
  /** Empty for long enough: unload it (ROM-4). */
  | { readonly kind: 'idle' };
