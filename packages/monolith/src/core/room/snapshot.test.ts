import { describe, expect, it } from 'bun:test';
import { clientId, RequestType, RestoreQueue } from '@usher/protocol';
import { Room } from './room.ts';
import { account, CONFIG, TestRoom, video } from './testing/test-room.ts';

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** With something in everything that a snapshot has. */
function fullRoom(): TestRoom {
  const room = new TestRoom({ title: 'T', owner: 1, isTemporary: false });
  room.join('owner', { user: account('owner', 1) });
  room.join('ann', { user: account('ann', 2) });
  room.join('guest');
  room.request('owner', { type: RequestType.Promote, targetClientId: 'ann', role: 3 });
  room.add('ann', 'v0', 'v1', 'v2');
  room.request('ann', { type: RequestType.ApplySettings, settings: { enableVoteSkip: true } });
  room.request('ann', { type: RequestType.Vote, video: video('v2'), add: true });
  room.request('ann', { type: RequestType.Skip });
  room.request('ann', { type: RequestType.Chat, text: 'hi' });
  room.request('ann', { type: RequestType.Playback, state: true });
  return room;
}

describe('snapshot and restore', () => {
  it('[ROM-3] keep everything', () => {
    const room = fullRoom();
    room.request('ann', { type: RequestType.Add, url: 'pending' });
    const snapshot = room.room.snapshot();
    expect(copy(Room.restore(copy(snapshot), room.now, CONFIG).snapshot())).toEqual(copy(snapshot));
  });

  it('[ROM-10] playback goes on in room time, without a jump', () => {
    const room = fullRoom();
    room.pass(10_300);
    room.move();
    room.pass(5_000);
    expect(room.state.playbackPosition).toBe(15);
  });

  it('[LNK-41] everyone is suspended, and leaves who does not come back in time', () => {
    const room = fullRoom();
    room.move();
    expect(room.room.isSuspended(clientId('ann'))).toBe(true);
    room.join('ann', { resume: true });
    room.heard('ann');
    room.pass(10_000);
    const gone = room
      .heard('ann')
      .flatMap((message) => (message.action === 'user' ? [message.update.value] : []));
    expect(gone).toEqual(['owner', 'guest']);
    expect(room.room.count).toBe(1);
  });

  it('[MSG-20] a resumed client is told whose clock it is now', () => {
    const room = fullRoom();
    room.move();
    room.heard('ann');
    room.join('ann', { resume: true });
    expect(room.heard('ann')[0]).toMatchObject({ action: 'sync', clockId: 'm2' });
  });

  it('[LNK-37] a request that waited for metadata goes on in the new place', () => {
    const room = fullRoom();
    room.request('ann', { type: RequestType.Add, video: video('v9') });
    room.move();
    expect(room.room.deadlineMs()).toBeLessThanOrEqual(room.now);
    room.apply({ kind: 'tick' });
    room.resolve();
    expect(room.queue).toContain('v9');
  });

  it('[ROM-4] an empty room begins to wait anew', () => {
    const room = new TestRoom();
    room.pass(200_000);
    room.move();
    room.pass(299_999);
    expect(room.effects).toEqual([]);
    room.pass(1);
    expect(room.effects).toEqual([{ kind: 'idle' }]);
  });

  it('[ROM-3] read what a version has written that knew no bans and no invitations', () => {
    const { bans: _bans, invitations: _invitations, roster, ...old } = fullRoom().room.snapshot();
    const members = roster.map(({ address: _address, ...member }) => member);
    const restored = Room.restore(copy({ ...old, roster: members }), 0, CONFIG);
    expect(restored.count).toBe(3);
    expect(restored.snapshot()).toMatchObject({
      bans: [],
      invitations: { open: [], sessions: [], accounts: [] },
      roster: members.map(() => ({ address: null })),
    });
  });

  it('refuse what is no snapshot', () => {
    expect(() => Room.restore({}, 0, CONFIG)).toThrow();
    expect(() => Room.restore({ ...new TestRoom().room.snapshot(), version: 2 }, 0, CONFIG)).toThrow();
  });
});

describe('a permanent room', () => {
  it('[ROM-3] is loaded again with its settings, owner and roles', () => {
    const room = fullRoom();
    const loaded = Room.load(copy(room.room.permanent(room.now)), room.now, CONFIG);
    const { settings, owner, promoted } = loaded.snapshot();
    expect({ settings, owner, promoted }).toEqual({
      settings: room.room.snapshot().settings,
      owner: 1,
      promoted: [[2, 3]],
    });
    expect(loaded.state(room.now)).toMatchObject({
      isPlaying: false,
      currentSource: null,
      isTemporary: false,
    });
  });

  it.each([
    [RestoreQueue.Never, [], null],
    [RestoreQueue.Prompt, [], ['v0', 'v1', 'v2']],
    [RestoreQueue.Always, ['v0', 'v1', 'v2'], null],
  ])('[ROM-25] with behaviour %p', (restoreQueueBehavior, queued, offered) => {
    const room = fullRoom();
    room.pass(7_300);
    room.request('owner', { type: RequestType.ApplySettings, settings: { restoreQueueBehavior } });
    room.room = Room.load(copy(room.room.permanent(room.now)), room.now, CONFIG);
    room.pass(0);
    const { currentSource, playbackPosition, prevQueue } = room.state;
    expect([...(currentSource === null ? [] : [currentSource.id]), ...room.queue]).toEqual(queued);
    expect(playbackPosition).toBe(queued.length > 0 ? 7 : 0);
    expect(prevQueue?.map(({ id }) => id) ?? null).toEqual(offered);
  });

  it.each([
    [false, ['w1', 'v1', 'v2']],
    [true, ['w1']],
  ])('[MSG-17] its old queue is restored, or discarded (%p)', (discard, queue) => {
    const room = fullRoom();
    room.room = Room.load(copy(room.room.permanent(room.now)), room.now, CONFIG);
    room.join('a');
    room.add('a', 'v0', 'w1');
    room.request('a', { type: RequestType.RestoreQueue, discard });
    expect(room.queue).toEqual(queue);
    expect(room.state.prevQueue).toBeNull();
    room.request('a', { type: RequestType.RestoreQueue });
    expect(room.errorOf('a')).toBe('BadApiArgumentException');
  });
});

describe('metadata', () => {
  it('[LNK-30] is short', () => {
    const room = new TestRoom({ description: '😀'.repeat(400) });
    expect(room.room.metadata()).toEqual({
      name: 'Room',
      title: '',
      description: '😀'.repeat(300),
      isTemporary: true,
      visibility: 'public',
      queueMode: 'manual',
      currentSource: null,
      users: 0,
    });
  });
});
