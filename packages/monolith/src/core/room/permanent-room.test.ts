import { describe, expect, it } from 'bun:test';
import { RestoreQueue, type Grants, type RoomSettings } from '@usher/protocol';
import {
  newPermanentRoom,
  permanentMetadata,
  readPermanentRoom,
  writePermanentRoom,
} from './permanent-room.ts';

const NEW = { name: 'Lounge', isTemporary: false, visibility: 'unlisted', owner: null } as const;

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const saved = (changes: object = {}) => copy({ ...newPermanentRoom(NEW), ...changes });
const again = (room: unknown) => copy(writePermanentRoom(readPermanentRoom(room), 0));

const VALUES: { [Name in keyof RoomSettings]: RoomSettings[Name][] } = {
  title: ['', 'Film night', '0', 'null', ' '],
  description: ['', 'Two\nlines\n', '😀'],
  visibility: ['public', 'unlisted', 'private'],
  queueMode: ['manual', 'vote', 'loop', 'dj'],
  grants: [
    [],
    [[0, 0]],
    [[-1, 1]],
    [
      [0, 0],
      [2, 15],
    ] as unknown as Grants,
  ] as RoomSettings['grants'][],
  autoSkipSegmentCategories: [[], ['sponsor']],
  restoreQueueBehavior: [RestoreQueue.Always, RestoreQueue.Prompt, RestoreQueue.Never],
  enableVoteSkip: [false, true],
  waitForReadySeconds: [0, 60],
};

describe('what the database keeps of a permanent room', () => {
  for (const [name, values] of Object.entries(VALUES)) {
    it(`[ROM-3] has every value of ${name} as it was, falsy ones too`, () => {
      for (const value of values) {
        const { settings } = newPermanentRoom(NEW);
        const room = saved({ settings: { ...settings, [name]: value } });
        expect(again(room)).toEqual(room);
        expect(readPermanentRoom(room).settings).toMatchObject({ [name]: value });
      }
    });
  }

  it('[ROM-3] covers all settings', () => {
    expect(Object.keys(VALUES).toSorted()).toEqual(Object.keys(newPermanentRoom(NEW).settings).toSorted());
  });

  it('[ROM-3] has owner, roles and bans as they were, also where there are none', () => {
    const ban = { id: 'b', name: null, userId: null, sessions: [], addresses: [], clients: [] };
    for (const changes of [
      { owner: null, promoted: [], bans: [] },
      { owner: 0, promoted: [[0, 2]], bans: [ban] },
      {
        owner: 7,
        promoted: [
          [1, 3],
          [2, 2],
        ],
        bans: [{ ...ban, userId: 0, sessions: ['s'], addresses: ['a'] }],
      },
    ]) {
      const room = saved(changes);
      expect(again(room)).toEqual(room);
    }
  });

  it('[ROM-25] has the queue to the letter, empty and zero values too', () => {
    const queue = [
      { service: 'direct', id: 'a', title: '', description: '', startAt: 0, endAt: 0, length: 0 },
      { service: 'youtube', id: 'b' },
    ];
    const room = saved({ queue });
    expect(again(room)).toEqual(room);
    expect(readPermanentRoom(room).prevQueue).toEqual(queue as never);
  });

  it('[ROM-2] begins with what the creator wished, and defaults', () => {
    const room = newPermanentRoom({
      ...NEW,
      title: 'T',
      queueMode: 'dj',
      autoSkipSegmentCategories: [],
      owner: 5,
    });
    expect(room).toMatchObject({
      name: 'Lounge',
      owner: 5,
      promoted: [],
      queue: [],
      settings: {
        title: 'T',
        description: '',
        visibility: 'unlisted',
        queueMode: 'dj',
        autoSkipSegmentCategories: [],
        restoreQueueBehavior: RestoreQueue.Prompt,
        enableVoteSkip: false,
      },
    });
  });

  it('[LNK-30] is enough for a list', () => {
    expect(permanentMetadata(saved())).toEqual({
      name: 'Lounge',
      title: '',
      description: '',
      isTemporary: false,
      visibility: 'unlisted',
      queueMode: 'manual',
      currentSource: null,
      users: 0,
    });
  });

  it('is not taken for anything else', () => {
    for (const wrong of [null, {}, { ...(saved() as object), settings: {} }])
      expect(() => readPermanentRoom(wrong)).toThrow();
  });
});
