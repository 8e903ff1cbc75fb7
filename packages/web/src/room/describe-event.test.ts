import { expect, it } from 'bun:test';
import type { EventMessage, RoomUserInfo } from '@usher/protocol';
import { describeEvent } from './describe-event.ts';

const user: RoomUserInfo = { id: 'c1', name: 'Ann', isLoggedIn: false, status: 'none', role: 0 };
const holiday = { service: 'direct', id: 'https://example.com/holiday.mp4' } as const;

const cases: [EventMessage['request'], EventMessage['additional'], string | null][] = [
  [{ type: 0 }, {}, 'Ann joined'],
  [{ type: 1 }, { user }, 'Ann left'],
  [{ type: 2, state: true }, {}, 'Ann pressed play'],
  [{ type: 2, state: false }, {}, 'Ann paused'],
  [{ type: 3 }, { video: holiday }, 'Ann skipped holiday.mp4'],
  [{ type: 4, value: 75 }, { prevPosition: 3 }, 'Ann went to 1:15'],
  [{ type: 5, video: holiday }, { video: holiday }, 'Ann added holiday.mp4'],
  [{ type: 5, videos: [holiday] }, { videos: [holiday, holiday] }, 'Ann added 2 items'],
  [{ type: 6, video: holiday }, {}, 'Ann removed an item'],
  [{ type: 16, speed: 1.5 }, {}, 'Ann set the speed to 1.5'],
  [{ type: 15 }, {}, null],
];

it.each(cases)('[WEB-15] tells of %o with %o as %s', (request, additional, text) => {
  expect(describeEvent({ action: 'event', request, user, additional })).toBe(text);
});
