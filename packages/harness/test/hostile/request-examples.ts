import type { RoomRequest } from '@usher/protocol';

export const video = { service: 'direct', id: 'https://127.0.0.1/film.mp4' } as const;
export const item = { ...video, startAt: 1, endAt: 2, subtitleUrl: 'https://127.0.0.1/film.vtt' };

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
