import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { TestRoom } from './testing/test-room.ts';

function joined(): TestRoom {
  const room = new TestRoom();
  room.join('a');
  room.join('b');
  room.heard('a');
  room.heard('b');
  return room;
}

describe('what a client says', () => {
  it('[MSG-24] its status is told to everyone', () => {
    const room = joined();
    room.say('a', { action: 'status', status: 'ready' });
    expect(room.heard('b')).toEqual([
      {
        action: 'user',
        update: {
          kind: 'update',
          value: { id: 'a', name: 'a', isLoggedIn: false, status: 'ready', role: 0 },
        },
      },
    ]);
  });

  it('[MSG-25] clock is answered with the time of the room', () => {
    const room = joined();
    room.say('a', { action: 'clock', t0: 12.5 });
    expect(room.effects).toEqual([
      { kind: 'send', to: 'a' as never, message: { action: 'clock', t0: 12.5, t1: room.now, t2: room.now } },
    ]);
  });

  it('[MSG-11] chat is told to everyone, and to who joins later', () => {
    const room = joined();
    room.request('a', { type: RequestType.Chat, text: 'hi' });
    const from = { id: 'a', name: 'a', isLoggedIn: false, status: 'none', role: 0 } as const;
    expect(room.heard('b')).toEqual([{ action: 'chat', from, text: 'hi' }]);
    room.join('c');
    expect(room.heard('c').at(-1)).toEqual({
      action: 'chats',
      messages: [{ action: 'chat', from, text: 'hi' }],
    });
  });

  it('[MSG-22] keeps the last 50 messages', () => {
    const room = joined();
    for (let n = 1; n <= 60; n++) room.request('a', { type: RequestType.Chat, text: `${n}` });
    room.join('c');
    const chats = room.heard('c').find((message) => message.action === 'chats');
    expect(chats?.messages.map(({ text }) => text)).toEqual(
      Array.from({ length: 50 }, (_, n) => `${n + 11}`),
    );
  });

  it.each([
    ['an unknown request', { type: 99 }, 99],
    ['a Join', { type: 0 }, 0],
    ['an UpdateUser', { type: 10, info: { name: 'root' } }, 10],
    ['a field of the wrong type', { type: 4, value: 'x' }, 4],
    ['no request', undefined, -1],
    ['a text that is too long', { type: 11, text: 'x'.repeat(2001) }, 11],
    ['two ways to add', { type: 5, url: 'x', video: { service: 'direct', id: 'x' } }, 5],
    ['an unknown setting', { type: 13, settings: { isTemporary: false } }, 13],
    ['a speed out of range', { type: 16, speed: 5 }, 16],
  ])('[MSG-26] %s is an error to its sender alone and changes nothing', (_what, request, type) => {
    const room = joined();
    const before = room.room.snapshot();
    const { revision } = room.room;
    room.say('a', { action: 'req', request });
    expect(room.heard('a')).toEqual([
      { action: 'error', code: 'ZodValidationError', message: expect.any(String) as string, request: type },
    ]);
    expect(room.heard('b')).toEqual([]);
    expect(room.room.snapshot()).toEqual(before);
    expect(room.room.revision).toBe(revision);
  });

  it('[MSG-24] unknown actions are ignored', () => {
    const room = joined();
    for (const action of ['dance', 'notify', 'kickme', undefined, {}]) {
      room.say('a', { action, message: 'usernameChanged' });
      expect(room.effects).toEqual([]);
    }
  });

  it('counts only while it is attached', () => {
    const room = joined();
    room.suspend('a');
    room.request('a', { type: RequestType.Chat, text: 'hi' });
    room.request('stranger', { type: RequestType.Chat, text: 'hi' });
    expect(room.heard('b')).toEqual([]);
  });

  it('[MSG-5] events carry validated fields only', () => {
    const room = joined();
    const request = { type: RequestType.Playback, state: true, address: '192.0.2.1' };
    room.say('a', { action: 'req', request });
    expect(room.heard('b')).toMatchObject([{ action: 'event' }]);
    expect(JSON.stringify(room.effects)).not.toContain('192.0.2.1');
  });
});

describe('deltas', () => {
  it('[MSG-21] collect changes until there have been none for 50 ms', () => {
    const room = joined();
    room.request('a', { type: RequestType.ApplySettings, settings: { title: 'one' } });
    room.pass(40);
    room.request('a', { type: RequestType.ApplySettings, settings: { description: 'two' } });
    room.pass(49);
    expect(room.heard('b')).toEqual([]);
    room.pass(1);
    expect(room.heard('b')).toEqual([
      { action: 'sync', title: 'one', description: 'two', serverTime: room.now },
    ]);
  });

  it('[MSG-21] wait for quiet for 100 ms at most', () => {
    const room = joined();
    const start = room.now;
    const sentAt: number[] = [];
    for (let n = 0; n < 10; n++) {
      room.request('a', { type: RequestType.ApplySettings, settings: { title: `${n}` } });
      room.pass(30);
      const sync = room.synced('b');
      if (sync?.serverTime !== undefined) sentAt.push(sync.serverTime - start);
    }
    expect(sentAt[0]).toBe(100);
  });

  it('[MSG-21] leave the position out while it only moves on', () => {
    const room = joined();
    room.add('a', 'v1');
    room.request('a', { type: RequestType.Playback, state: true });
    room.pass(5_000);
    room.heard('b');
    room.request('a', { type: RequestType.ApplySettings, settings: { title: 'new' } });
    room.pass(50);
    expect(room.heard('b')).toEqual([{ action: 'sync', title: 'new', serverTime: room.now }]);
  });
});
