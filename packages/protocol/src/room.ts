/** Who a user is in a room (spec 2.4). The numbers are of the wire. */
export const Role = {
  Owner: -1,
  UnregisteredUser: 0,
  RegisteredUser: 1,
  TrustedUser: 2,
  Moderator: 3,
  Administrator: 4,
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** Roles from the lowest to the highest rank. */
export const ROLES_BY_RANK: readonly Role[] = [0, 1, 2, 3, 4, -1];

/** The rank of a role: the higher, the more it may do. The Owner is above all. */
export const rankOf = (role: Role): number => (role === Role.Owner ? 5 : role);

export const VISIBILITIES = ['public', 'unlisted', 'private'] as const;
export const QUEUE_MODES = ['manual', 'vote', 'loop', 'dj'] as const;
export const PLAYER_STATUSES = ['none', 'ready', 'buffering', 'error', 'ended'] as const;
export const SKIP_CATEGORIES = [
  'sponsor',
  'intro',
  'outro',
  'interaction',
  'selfpromo',
  'music_offtopic',
  'preview',
] as const;
export const SERVICES = [
  'youtube',
  'vimeo',
  'direct',
  'hls',
  'dash',
  'tubi',
  'reddit',
  'googledrive',
  'peertube',
  'pluto',
  'invidious',
  'odysee',
] as const;

export type Visibility = (typeof VISIBILITIES)[number];
export type QueueMode = (typeof QUEUE_MODES)[number];
export type PlayerStatus = (typeof PLAYER_STATUSES)[number];
export type SkipCategory = (typeof SKIP_CATEGORIES)[number];
export type Service = (typeof SERVICES)[number];

/** What happens to the saved queue of a permanent room when it is loaded (ROM-25). */
export const RestoreQueue = { Never: 0, Prompt: 1, Always: 2 } as const;
export type RestoreQueue = (typeof RestoreQueue)[keyof typeof RestoreQueue];

/** The key of an item in votes and in duplicate checks: service + id (spec 2.4). */
export const videoKey = (video: { service: string; id: string }): string => video.service + video.id;
