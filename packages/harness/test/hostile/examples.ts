import type { RoomRequest } from '@usher/protocol';
import type { BalancerControl, MonolithControl } from '@usher/protocol/link';

const video = { service: 'direct', id: 'https://127.0.0.1/film.mp4' } as const;
const item = { ...video, startAt: 1, endAt: 2, subtitleUrl: 'https://127.0.0.1/film.vtt' };

/** One right request of every type that a client may send. */
export const REQUESTS: { readonly [Type in RoomRequest['type']]: Extract<RoomRequest, { type: Type }> } = {
  2: { type: 2, state: true },
  3: { type: 3 },
  4: { type: 4, value: 1 },
  5: { type: 5, videos: [item] },
  6: { type: 6, video },
  7: { type: 7, fromIdx: 0, toIdx: 1 },
  8: { type: 8, video, add: true },
  9: { type: 9, targetClientId: 'somebody', role: 2 },
  11: { type: 11, text: 'hello' },
  12: { type: 12, event: { request: { type: 4 } } },
  13: { type: 13, settings: { title: 'title', grants: [[0, 7]], autoSkipSegmentCategories: ['intro'] } },
  14: { type: 14, video: item },
  15: { type: 15 },
  16: { type: 16, speed: 1 },
  17: { type: 17, discard: true },
  18: { type: 18, clientId: 'somebody' },
  19: { type: 19, video, update: { startAt: 1 } },
};

const metadata = {
  name: 'liar',
  title: 'title',
  description: '',
  isTemporary: true,
  visibility: 'public',
  queueMode: 'manual',
  currentSource: { ...video, title: 'film', length: 3 },
  users: 1,
};

/** What can be said as JSON: names that the schemas brand are strings here. */
type Spoken<Control extends { action: string }> = { readonly [Action in Control['action']]: object };

/** One right message of every kind that a Monolith sends (spec 1.4). */
export const FROM_MONOLITH: Spoken<MonolithControl> = {
  init: { action: 'init', port: 3000, token: 'token', id: 'liar', region: 'here', version: 1, nonce: 'n' },
  gossip: { action: 'gossip', rooms: [{ room: 'liar', epoch: 1, metadata }], part: 1, parts: 1 },
  loaded: { action: 'loaded', room: 'liar', epoch: 1, metadata },
  unloaded: { action: 'unloaded', room: 'liar', epoch: 1, reason: 'moved', to: 'other' },
  kick: { action: 'kick', room: 'liar', id: 'somebody', code: 4005, reason: 'why not' },
  moved: { action: 'moved', room: 'liar', owner: 'other', retryMs: 1 },
  refused: { action: 'refused', room: 'liar', id: 'somebody', reason: 'room-full', retryMs: 1 },
  leaving: { action: 'leaving', room: 'liar' },
  draining: { action: 'draining' },
};

/** One right message of every kind that a Balancer sends (spec 1.5). */
export const FROM_BALANCER: Spoken<BalancerControl> = {
  hello: { action: 'hello', id: 'liar', region: 'here', version: 1, token: 'token' },
  parked: { action: 'parked', room: 'liar' },
  unload: { action: 'unload', room: 'liar', epoch: 1, reason: 'move', to: 'other' },
  resumed: { action: 'resumed' },
};

const envelope = { token: 'token', room: 'liar', id: 'somebody' };

/** What a Balancer passes on, its own Joins and Leaves included (spec 1.3). */
export const ENVELOPES: readonly object[] = [
  {
    ...envelope,
    message: {
      action: 'req',
      request: { type: 0, resume: true, info: { ip: '192.0.2.1', region: 'here' } },
    },
  },
  { ...envelope, message: { action: 'req', request: { type: 1, away: 10 } } },
  { ...envelope, message: { action: 'status', status: 'ready' } },
  { ...envelope, message: { action: 'kickme', reason: 4000 } },
];
