import { expect, it } from 'bun:test';
import type { EventMessage, RoomUserInfo } from '@usher/protocol';
import { describeEvent, type Sentence } from './describe-event.ts';

const user: RoomUserInfo = { id: 'c1', name: 'Ann', isLoggedIn: false, status: 'none', role: 0 };
const holiday = { service: 'direct', id: 'https://example.com/holiday.mp4' } as const;
const name = 'Ann';
const title = 'holiday.mp4';

const cases: [EventMessage['request'], EventMessage['additional'], Sentence][] = [
  [{ type: 2, state: true }, {}, { key: 'eventPlay', values: { name } }],
  [{ type: 2, state: false }, {}, { key: 'eventPause', values: { name } }],
  [{ type: 3 }, { video: holiday }, { key: 'eventSkipTitle', values: { name, title } }],
  [{ type: 3 }, {}, { key: 'eventSkip', values: { name } }],
  [{ type: 4, value: 75 }, { prevPosition: 3 }, { key: 'eventSeek', values: { name, time: '1:15' } }],
  [{ type: 5, video: holiday }, { video: holiday }, { key: 'eventAdd', values: { name, title } }],
  [
    { type: 5, videos: [holiday] },
    { videos: [holiday, holiday] },
    { key: 'eventAddMany', values: { name, count: 2 } },
  ],
  [{ type: 6, video: holiday }, { video: holiday }, { key: 'eventRemoveTitle', values: { name, title } }],
  [{ type: 6, video: holiday }, {}, { key: 'eventRemove', values: { name } }],
  [{ type: 16, speed: 1.5 }, {}, { key: 'eventSpeed', values: { name, speed: 1.5 } }],
];

it.each(cases)('[WEB-15] tells of %o with %o as %o', (request, additional, sentence) => {
  expect(describeEvent({ action: 'event', request, user, additional })).toEqual(sentence);
});

it('[WEB-15] has no words for what everybody sees anyway', () => {
  expect(describeEvent({ action: 'event', request: { type: 15 }, user, additional: {} })).toBeNull();
});
