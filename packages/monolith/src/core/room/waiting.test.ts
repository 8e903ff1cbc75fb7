import { describe, expect, it } from 'bun:test';
import { RequestType, type PlayerStatus } from '@usher/protocol';
import { Room } from './room.ts';
import { CONFIG, withQueue, type TestRoom } from './testing/test-room.ts';

const { ApplySettings, Playback, Seek, Skip } = RequestType;

const report = (room: TestRoom, id: string, status: PlayerStatus): void =>
  room.say(id, { action: 'status', status });

/** The first item is about to be played by a and b, whose players have reported `statuses` on it. */
function about(...statuses: PlayerStatus[]): TestRoom {
  const room = withQueue();
  for (const [index, status] of statuses.entries()) report(room, ['a', 'b'][index] ?? '', status);
  room.pass(5_000);
  room.heard('a');
  return room;
}

function play(room: TestRoom): void {
  room.request('a', { type: Playback, state: true });
}

/** a and b play; the first item has just ended and the second one is current. */
function atNextItem(): TestRoom {
  const room = about('ready', 'ready');
  play(room);
  room.pass(300 + 100_000);
  expect(room.current?.id).toBe('v1');
  room.heard('a');
  return room;
}

const isWaiting = ({ state }: TestRoom): boolean => state.waitingFor.length > 0;

describe('the first play of an item', () => {
  it('[WEB-6] waits for whose player is buffering, and says for whom', () => {
    const room = about('ready', 'buffering');
    play(room);
    expect(room.state).toMatchObject({ isPlaying: false, playbackPosition: 0, waitingFor: ['b'] });
    room.pass(50);
    expect(room.synced('a')).toMatchObject({ isPlaying: false, playbackPosition: 0, waitingFor: ['b'] });
  });

  it('[WEB-6] plays for all together as soon as everyone is ready', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.pass(4_000);
    room.heard('a');
    report(room, 'b', 'ready');
    const effectiveAt = room.now + 300;
    room.pass(50);
    expect(room.synced('a')).toEqual({
      action: 'sync',
      isPlaying: true,
      playbackPosition: 0,
      waitingFor: [],
      serverTime: room.now,
      effectiveAt,
    });
    room.pass(1_250);
    expect(room.state.playbackPosition).toBe(1);
  });

  it('[WEB-6] waits 10 seconds and no longer', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.pass(9_999);
    expect(isWaiting(room)).toBe(true);
    room.pass(1);
    expect(room.state).toMatchObject({ isPlaying: true, waitingFor: [] });
  });

  it('[WEB-6] waits as long as the room’s setting says', () => {
    const room = about('ready', 'buffering');
    room.request('a', { type: ApplySettings, settings: { waitForReadySeconds: 60 } });
    play(room);
    room.pass(59_999);
    expect(isWaiting(room)).toBe(true);
    room.pass(1);
    expect(isWaiting(room)).toBe(false);
  });

  it.each([-1, 61, 2.5])('[WEB-6] refuses to wait %p seconds', (waitForReadySeconds) => {
    const room = about();
    room.request('a', { type: ApplySettings, settings: { waitForReadySeconds } });
    expect(room.errorOf('a')).toBe('ZodValidationError');
  });

  it.each<PlayerStatus[]>([['ready', 'ready'], ['ready'], [], ['ready', 'error'], ['ready', 'ended']])(
    '[WEB-6] waits for nobody when players say %p %p',
    (...statuses) => {
      const room = about(...statuses);
      play(room);
      expect(room.state).toMatchObject({ isPlaying: true, waitingFor: [] });
    },
  );

  it('[WEB-6] waits for nobody in a room that is told not to', () => {
    const room = about('buffering', 'buffering');
    room.request('a', { type: ApplySettings, settings: { waitForReadySeconds: 0 } });
    play(room);
    expect(room.state).toMatchObject({ isPlaying: true, waitingFor: [] });
  });

  it('[WEB-6] waits for nobody when it is not from the beginning, and is over then', () => {
    const room = about('buffering');
    room.request('a', { type: Seek, value: 30 });
    play(room);
    expect(room.state.isPlaying).toBe(true);
    room.request('a', { type: Playback, state: false });
    room.request('a', { type: Seek, value: 0 });
    play(room);
    expect(room.state.isPlaying).toBe(true);
  });

  it('[WEB-6] comes once: a player that stalls later holds nobody up', () => {
    const room = about('ready', 'ready');
    play(room);
    report(room, 'b', 'buffering');
    expect(room.state.isPlaying).toBe(true);
    room.request('a', { type: Playback, state: false });
    play(room);
    expect(room.state.isPlaying).toBe(true);
  });
});

describe('while the room waits', () => {
  it('[WEB-6] [MSG-21] tells of everyone who is ready', () => {
    const room = about('buffering', 'buffering');
    play(room);
    room.pass(100);
    room.heard('a');
    report(room, 'a', 'ready');
    room.pass(100);
    expect(room.synced('a')).toMatchObject({ waitingFor: ['b'] });
  });

  it('[WEB-6] a player that was ready and stalls again is not waited for', () => {
    const room = about('buffering', 'buffering');
    play(room);
    report(room, 'a', 'ready');
    report(room, 'a', 'buffering');
    expect(room.state.waitingFor).toEqual(['b']);
  });

  it.each<[string, (room: TestRoom) => void]>([
    ['leaves', (room) => room.leave('b')],
    ['is suspended', (room) => room.suspend('b')],
    ['has no player any more', (room) => report(room, 'b', 'none')],
    ['cannot play the item', (room) => report(room, 'b', 'error')],
    ['is through already', (room) => report(room, 'b', 'ended')],
  ])('[WEB-6] who %s is not waited for', (_what, happen) => {
    const room = about('ready', 'buffering');
    play(room);
    happen(room);
    expect(room.state).toMatchObject({ isPlaying: true, waitingFor: [] });
  });

  it('[WEB-6] who joins is not waited for, though buffering', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.join('c');
    report(room, 'c', 'buffering');
    expect(room.state.waitingFor).toEqual(['b']);
    report(room, 'b', 'ready');
    expect(room.state.isPlaying).toBe(true);
  });

  it('[WEB-6] who comes back from a suspension is not waited for again', () => {
    const room = about('buffering', 'buffering');
    play(room);
    room.suspend('b');
    room.join('b', { resume: true });
    expect(room.state.waitingFor).toEqual(['a']);
  });

  it('[WEB-6] [MSG-2] play starts at once', () => {
    const room = about('ready', 'buffering');
    play(room);
    play(room);
    expect(room.state).toMatchObject({ isPlaying: true, waitingFor: [] });
  });

  it('[WEB-6] play without the permission changes nothing', () => {
    const room = about('ready', 'buffering');
    play(room);
    const snapshot = room.room.snapshot();
    const settings = { ...snapshot.settings, grants: [] };
    room.room = Room.restore({ ...snapshot, settings }, room.now, CONFIG);
    room.join('a', { resume: true });
    play(room);
    expect(room.errorOf('a')).toBe('PermissionDeniedException');
    expect(room.state.waitingFor).toEqual(['b']);
  });

  it('[WEB-6] pause means that the room is not to play, and the next play waits anew', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.pass(3_000);
    room.heard('a');
    room.request('a', { type: Playback, state: false });
    room.pass(50);
    expect(room.synced('a')).toMatchObject({ isPlaying: false, waitingFor: [] });
    room.pass(60_000);
    expect(room.state).toMatchObject({ isPlaying: false, waitingFor: [] });
    play(room);
    expect(room.state.waitingFor).toEqual(['b']);
  });

  it('[WEB-6] skip waits for the next item', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.pass(2_000);
    room.request('a', { type: Skip });
    expect(room.state).toMatchObject({ currentSource: { id: 'v1' }, waitingFor: ['a', 'b'] });
    report(room, 'b', 'ready');
    report(room, 'a', 'ready');
    expect(room.state.isPlaying).toBe(true);
  });

  it('[ROM-12] skip of the last item ends it', () => {
    const room = withQueue('manual', 'v0');
    report(room, 'b', 'buffering');
    play(room);
    room.pass(100);
    room.heard('a');
    room.request('a', { type: Skip });
    room.pass(100);
    expect(room.synced('a')).toMatchObject({ currentSource: null, waitingFor: [] });
    expect(room.state.isPlaying).toBe(false);
  });

  it('[WEB-6] the setting at 0 starts at once', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.request('a', { type: ApplySettings, settings: { waitForReadySeconds: 0 } });
    expect(room.state).toMatchObject({ isPlaying: true, waitingFor: [] });
  });

  it('[WEB-6] seek keeps it waiting at the new position', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.request('a', { type: Seek, value: 40 });
    expect(room.state).toMatchObject({ isPlaying: false, playbackPosition: 40, waitingFor: ['b'] });
    room.pass(5_000);
    report(room, 'b', 'ready');
    expect(room.state).toMatchObject({ isPlaying: true, playbackPosition: 40 });
  });

  it('[WEB-6] [LNK-41] a move goes on waiting, for those who come back', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.pass(2_000);
    room.move();
    room.pass(500);
    expect(room.state).toMatchObject({ isPlaying: false, waitingFor: ['b'] });
    room.join('b', { resume: true });
    report(room, 'b', 'ready');
    expect(room.state.isPlaying).toBe(true);
  });

  it('[WEB-6] a move does not wait any longer', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.pass(2_000);
    room.move();
    room.pass(7_999);
    expect(isWaiting(room)).toBe(true);
    room.pass(1);
    expect(room.state.isPlaying).toBe(true);
  });

  it('[WEB-6] [LNK-41] a new connection after a move is waited for in the place of the old one', () => {
    const room = about('ready', 'buffering');
    play(room);
    room.move();
    const user = { name: 'b', isLoggedIn: false, userId: null, sessionId: 'session of b' };
    room.join('b2', { user });
    expect(room.state.waitingFor).toEqual(['b2']);
    report(room, 'b2', 'ready');
    expect(room.state.isPlaying).toBe(true);
  });
});

describe('the next item', () => {
  it('[WEB-6] waits a second for players that say nothing of it', () => {
    const room = atNextItem();
    expect(room.state).toMatchObject({ isPlaying: false, playbackPosition: 0, waitingFor: ['a', 'b'] });
    room.pass(999);
    expect(isWaiting(room)).toBe(true);
    room.pass(1);
    expect(room.state).toMatchObject({ isPlaying: true, waitingFor: [] });
  });

  it('[WEB-6] waits 10 seconds for those that say they are buffering', () => {
    const room = atNextItem();
    report(room, 'b', 'buffering');
    room.pass(1_000);
    expect(room.state.waitingFor).toEqual(['b']);
    room.pass(8_999);
    expect(isWaiting(room)).toBe(true);
    room.pass(1);
    expect(room.state.isPlaying).toBe(true);
  });

  it('[WEB-6] starts when everyone has said ready of it', () => {
    const room = atNextItem();
    report(room, 'a', 'ready');
    expect(room.state.waitingFor).toEqual(['b']);
    report(room, 'b', 'ready');
    expect(room.state.isPlaying).toBe(true);
  });

  it('[WEB-6] is not started by the end of the last one, reported late', () => {
    const room = atNextItem();
    room.pass(20);
    for (const id of ['a', 'b']) report(room, id, 'ended');
    expect(room.state).toMatchObject({ currentSource: { id: 'v1' }, waitingFor: ['a', 'b'] });
    report(room, 'b', 'buffering');
    room.pass(2_000);
    expect(room.state.waitingFor).toEqual(['b']);
  });

  it('[WEB-6] starts at once, as ever, where nobody has a player', () => {
    const room = withQueue();
    play(room);
    room.pass(300 + 100_000 + 2_000);
    expect(room.state).toMatchObject({ currentSource: { id: 'v1' }, playbackPosition: 2 });
  });

  it('[WEB-6] that is the same again has been loaded by everyone', () => {
    const room = withQueue('loop', 'v0');
    for (const id of ['a', 'b']) report(room, id, 'ready');
    play(room);
    room.pass(300 + 100_000 + 2_000);
    expect(room.state).toMatchObject({ isPlaying: true, playbackPosition: 2, waitingFor: [] });
  });

  it('[WEB-6] of a paused room is waited for when it is played', () => {
    const room = about('ready', 'ready');
    room.request('a', { type: Skip });
    expect(room.state).toMatchObject({ isPlaying: false, waitingFor: [] });
    report(room, 'b', 'buffering');
    room.pass(60_000);
    play(room);
    expect(room.state.waitingFor).toEqual(['b']);
  });
});

it('[ROM-3] a snapshot of before rooms could wait is read, and goes on as it was', () => {
  const room = about('ready', 'buffering');
  const { start: _start, segments: _segments, ...old } = room.room.snapshot();
  room.room = Room.restore(JSON.parse(JSON.stringify(old)), room.now, CONFIG);
  room.join('a', { resume: true });
  play(room);
  expect(room.state).toMatchObject({ isPlaying: true, waitingFor: [], videoSegments: [] });
});
