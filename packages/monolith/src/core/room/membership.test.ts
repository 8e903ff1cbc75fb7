import { describe, expect, it } from 'bun:test';
import { clientId, RequestType } from '@usher/protocol';
import { account, guest, TestRoom } from './testing/test-room.ts';

const info = (id: string) => ({ id, name: id, isLoggedIn: false, status: 'none', role: 0 }) as const;

/** With a, and b who is suspended. */
function withSuspended(): TestRoom {
  const room = new TestRoom();
  room.join('a');
  room.join('b');
  room.suspend('b');
  room.heard('a');
  room.heard('b');
  return room;
}

describe('join', () => {
  it('[MSG-20] sends the joiner and the others what a real server sends, in its order', () => {
    const room = new TestRoom();
    room.join('a');
    room.heard('a');
    room.join('b');
    const announced = [
      {
        action: 'event',
        request: { type: RequestType.Join, info: { id: 'b', username: 'b' } },
        user: info('b'),
        additional: {},
      },
      { action: 'sync', playbackPosition: 0, serverTime: room.now },
      { action: 'user', update: { kind: 'update', value: info('b') } },
    ];
    expect(room.heard('a')).toEqual(announced as never);
    const [sync, ...rest] = room.heard('b');
    expect(sync).toEqual({ action: 'sync', ...room.state, serverTime: room.now, clockId: 'm1' });
    expect(rest).toEqual([
      ...announced,
      { action: 'user', update: { kind: 'init', value: [info('a'), info('b')] } },
      { action: 'you', info: { id: 'b' } },
      { action: 'chats', messages: [] },
    ] as never);
  });

  it('[MSG-20] a full sync has every field of a real server, and ours', () => {
    const room = new TestRoom({ visibility: 'unlisted' });
    room.join('a');
    expect(room.heard('a')[0]).toEqual({
      action: 'sync',
      name: 'Room',
      title: '',
      description: '',
      isTemporary: true,
      visibility: 'unlisted',
      queueMode: 'manual',
      currentSource: null,
      queue: [],
      isPlaying: false,
      playbackPosition: 0,
      playbackSpeed: 1,
      grants: [
        [0, 113250303],
        [1, 113250303],
        [2, 113250303],
        [3, 133173247],
        [4, 134217727],
        [-1, 134217727],
      ],
      hasOwner: false,
      voteCounts: [],
      videoSegments: [],
      autoSkipSegmentCategories: [
        'sponsor',
        'intro',
        'outro',
        'interaction',
        'selfpromo',
        'music_offtopic',
        'preview',
      ],
      prevQueue: null,
      restoreQueueBehavior: 1,
      enableVoteSkip: false,
      votesToSkip: [],
      waitForReadySeconds: 10,
      waitingFor: [],
      serverTime: room.now,
      clockId: 'm1',
    });
  });

  it('[LNK-26] a second join of a joined client sends it the full state again, and nobody else anything', () => {
    const room = new TestRoom();
    room.join('a');
    room.join('b');
    room.heard('a');
    room.heard('b');
    room.join('b');
    expect(room.heard('a')).toEqual([]);
    expect(room.heard('b').map(({ action }) => action)).toEqual(['sync', 'user', 'you', 'chats']);
    expect(room.room.count).toBe(2);
  });

  it('[LNK-41] a resume of a client that is not here is announced as a user update only', () => {
    const room = new TestRoom();
    room.join('a');
    room.heard('a');
    room.join('b', { resume: true });
    expect(room.heard('a')).toEqual([{ action: 'user', update: { kind: 'update', value: info('b') } }]);
    expect(room.heard('b').map(({ action }) => action)).toEqual(['sync', 'user', 'user', 'you', 'chats']);
  });

  it('[MSG-23] never shows an account or a session to others', () => {
    const room = new TestRoom();
    room.join('a');
    room.join('b', { user: account('b', 4711) });
    room.request('b', { type: RequestType.Chat, text: 'hi' });
    const heard = JSON.stringify(room.heard('a'));
    expect(heard).not.toContain('4711');
    expect(heard).not.toContain('session of');
  });
});

describe('leave', () => {
  it('[MSG-1] tells the others, and forgets the client', () => {
    const room = new TestRoom();
    room.join('a');
    room.join('b');
    room.heard('a');
    room.leave('b');
    expect(room.heard('a')).toEqual([
      {
        action: 'event',
        request: { type: RequestType.Leave },
        user: info('b'),
        additional: { user: info('b') },
      },
      { action: 'user', update: { kind: 'remove', value: 'b' } },
    ]);
    expect(room.room.has(clientId('b'))).toBe(false);
  });

  it('[LNK-26] of an unknown client is nothing', () => {
    const room = new TestRoom();
    room.join('a');
    const { revision } = room.room;
    room.leave('b');
    expect(room.effects).toEqual([]);
    expect(room.room.revision).toBe(revision);
  });
});

describe('suspension', () => {
  it('[LNK-41] a suspended client is in the room, and hears nothing', () => {
    const room = withSuspended();
    room.request('a', { type: RequestType.Chat, text: 'hi' });
    expect(room.room.has(clientId('b'))).toBe(true);
    expect(room.state).toBeDefined();
    expect(room.heard('b')).toEqual([]);
  });

  it('[LNK-41] resumes without any event', () => {
    const room = withSuspended();
    room.join('b', { resume: true });
    expect(room.heard('a')).toEqual([]);
    expect(room.heard('b').map(({ action }) => action)).toEqual(['sync', 'user', 'you', 'chats']);
    room.pass(60_000);
    expect(room.room.has(clientId('b'))).toBe(true);
  });

  it('[LNK-41] leaves with the usual events when its time is up', () => {
    const room = withSuspended();
    room.pass(9_999);
    expect(room.heard('a')).toEqual([]);
    room.pass(1);
    expect(room.heard('a').map(({ action }) => action)).toEqual(['event', 'user']);
    expect(room.room.has(clientId('b'))).toBe(false);
  });

  it('[LNK-41] a join of the same session takes the place of its longest-suspended client', () => {
    const room = new TestRoom();
    const user = guest('b');
    room.join('a');
    for (const id of ['b1', 'b2']) room.join(id, { user });
    room.suspend('b1');
    room.pass(1_000);
    room.suspend('b2');
    room.join('b1', { user, resume: true });
    room.pass(1_000);
    room.suspend('b1');
    room.heard('a');
    room.join('b3', { user });
    expect(room.heard('a')).toEqual([
      { action: 'user', update: { kind: 'remove', value: 'b2' } },
      { action: 'user', update: { kind: 'update', value: { ...info('b3'), name: 'b' } } },
    ]);
  });

  it('[LNK-41] a resume of a client whose place was taken is an ordinary join, after a move too', () => {
    for (const isMoved of [false, true]) {
      const room = withSuspended();
      room.join('c', { user: guest('b') });
      if (isMoved) {
        room.move();
        for (const id of ['a', 'c']) room.join(id, { user: guest(id === 'a' ? 'a' : 'b'), resume: true });
      }
      room.heard('a');
      room.join('b', { resume: true });
      expect(room.heard('a').map(({ action }) => action)).toEqual(['event', 'sync', 'user']);
      room.suspend('b');
      room.pass(10_000);
      room.heard('a');
      room.join('b', { resume: true });
      expect(room.heard('a').map(({ action }) => action)).toEqual(['user']);
    }
  });

  it('[LNK-41] it is said who is in the room no longer, without having left by itself', () => {
    const room = withSuspended();
    const gone = () => room.effects.filter(({ kind }) => kind === 'gone');
    room.join('c', { user: guest('b') });
    expect(gone()).toEqual([{ kind: 'gone', client: clientId('b') }]);
    room.suspend('c');
    room.pass(10_000);
    expect(gone()).toEqual([{ kind: 'gone', client: clientId('c') }]);
  });

  it('[LNK-41] whoever takes a place keeps its votes', () => {
    const room = withSuspended();
    room.add('a', 'v1', 'v2');
    room.join('b', { resume: true });
    room.request('b', { type: RequestType.Vote, video: { service: 'direct', id: 'v2' }, add: true });
    room.suspend('b');
    room.join('c', { user: guest('b') });
    expect(room.state.voteCounts).toEqual([['directv2', 1]]);
    room.leave('c');
    expect(room.state.voteCounts).toEqual([]);
  });
});

describe('an empty room', () => {
  it('[ROM-4] is unloaded when it has been empty for long enough', () => {
    const room = new TestRoom();
    room.join('a');
    room.pass(1_000_000);
    room.leave('a');
    room.pass(299_999);
    expect(room.effects.map(({ kind }) => kind)).not.toContain('idle');
    room.pass(1);
    expect(room.effects).toEqual([{ kind: 'idle' }]);
  });

  it('[ROM-4] is not empty while a suspended client may come back', () => {
    const room = new TestRoom();
    room.join('a');
    room.suspend('a', 1_000_000);
    room.pass(400_000);
    expect(room.effects.map(({ kind }) => kind)).not.toContain('idle');
  });
});

describe('a changed user', () => {
  it('[MSG-10] is told to everyone', () => {
    const room = new TestRoom();
    room.join('a');
    room.heard('a');
    room.apply({ kind: 'user-changed', client: clientId('a'), user: account('Ann', 1) });
    expect(room.heard('a')).toEqual([
      {
        action: 'user',
        update: {
          kind: 'update',
          value: { id: 'a', name: 'Ann', isLoggedIn: true, status: 'none', role: 1 },
        },
      },
    ]);
  });
});
