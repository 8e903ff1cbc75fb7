import { describe, expect, it } from 'bun:test';
import { RequestType, type SyncMessage, type VideoId } from '@usher/protocol';
import { withQueue, type TestRoom } from './testing/test-room.ts';

const { Add, ApplySettings, Playback, PlaybackSpeed, Seek, Skip, Undo, Vote } = RequestType;

const syncs = (room: TestRoom, id: string): SyncMessage[] =>
  room.heard(id).filter((message) => message.action === 'sync');

function playing(): TestRoom {
  const room = withQueue();
  room.request('a', { type: Playback, state: true });
  room.pass(5_300);
  room.heard('a');
  return room;
}

function seekAndUndo(room: TestRoom): void {
  room.request('a', { type: Seek, value: 40 });
  room.pass(1_000);
  room.heard('a');
  room.say('a', { action: 'req', request: { type: Undo, event: { request: { type: Seek } } } });
}

function comeToSponsor(room: TestRoom): void {
  const video: VideoId = { service: 'youtube', id: 'v9' };
  room.request('a', { type: Add, video });
  room.resolve();
  for (const _ of [0, 1, 2, 3]) room.request('a', { type: Skip });
  room.pass(1_000);
  room.heard('a');
  room.apply({
    kind: 'segments-found',
    video,
    segments: [{ category: 'sponsor', startTime: 0, endTime: 30 }],
  });
}

function waitAndStart(room: TestRoom): void {
  room.say('b', { action: 'status', status: 'ready' });
  room.request('a', { type: Skip });
  room.pass(500);
  room.heard('a');
  room.say('b', { action: 'status', status: 'ready' });
}

describe('effectiveAt', () => {
  it.each<[string, number, (room: TestRoom) => void]>([
    ['a seek', 40, (room) => room.request('a', { type: Seek, value: 40 })],
    ['the undo of a seek', 5, seekAndUndo],
    ['a segment that is skipped', 30, comeToSponsor],
    ['the start of an item that was waited for', 0, waitAndStart],
  ])('[MSG-20] is 300 ms ahead for %s, and the position that of then', (_what, position, happen) => {
    const room = playing();
    happen(room);
    const effectiveAt = room.now + 300;
    room.pass(100);
    expect(room.synced('a')).toMatchObject({ playbackPosition: position, effectiveAt });
    room.pass(200);
    expect(room.state.playbackPosition).toBe(position);
    room.pass(1_000);
    expect(room.state.playbackPosition).toBe(position + 1);
  });

  it('[MSG-20] is told to whoever joins before it, and not after it', () => {
    const room = playing();
    room.request('a', { type: Seek, value: 40 });
    const effectiveAt = room.now + 300;
    room.pass(100);
    room.join('c');
    expect(syncs(room, 'c')[0]).toMatchObject({ isPlaying: true, playbackPosition: 40, effectiveAt });
    room.pass(200);
    room.join('d');
    expect(syncs(room, 'd')[0]).not.toContainKey('effectiveAt');
  });

  it.each<[string, (room: TestRoom) => void]>([
    ['pause', (room) => room.request('a', { type: Playback, state: false })],
    ['a change of speed', (room) => room.request('a', { type: PlaybackSpeed, speed: 2 })],
    ['the next item where nobody has a player', (room) => room.request('a', { type: Skip })],
  ])('[MSG-20] is not told of %s, which takes effect at once', (_what, happen) => {
    const room = playing();
    happen(room);
    room.pass(100);
    expect(room.synced('a')).not.toContainKey('effectiveAt');
  });

  it('[ROM-10] a pause before it takes effect leaves the position where it was to start', () => {
    const room = playing();
    room.request('a', { type: Seek, value: 40 });
    room.pass(100);
    room.request('a', { type: Playback, state: false });
    room.pass(1_000);
    expect(room.synced('a')).toMatchObject({ isPlaying: false, playbackPosition: 40 });
  });

  it('[ROM-10] a change of speed before it does not move it', () => {
    const room = playing();
    room.request('a', { type: Seek, value: 40 });
    const effectiveAt = room.now + 300;
    room.pass(100);
    room.request('a', { type: PlaybackSpeed, speed: 2 });
    room.pass(100);
    expect(room.synced('a')).toMatchObject({ playbackPosition: 40, playbackSpeed: 2, effectiveAt });
    room.pass(1_100);
    expect(room.state.playbackPosition).toBe(42);
  });
});

describe('serverTime and clockId', () => {
  it('[MSG-20] every sync says when it was written', () => {
    const room = withQueue();
    room.request('a', { type: Playback, state: true });
    room.pass(1_000);
    room.request('a', { type: ApplySettings, settings: { title: 'T' } });
    room.pass(1_000);
    room.request('a', { type: Vote, video: { service: 'direct', id: 'v1' }, add: true });
    room.pass(1_000);
    room.join('a');
    room.join('c');
    const times = syncs(room, 'a').map(({ serverTime }) => Number(serverTime) - room.now);
    expect(times).toEqual([-2_950, -1_950, -950, 0, 0]);
  });

  it('[MSG-20] every full sync says whose clock it is, and no other', () => {
    const room = withQueue();
    room.join('c');
    room.join('c');
    room.suspend('c');
    room.join('c', { resume: true });
    room.request('c', { type: Seek, value: 1 });
    room.pass(100);
    const told = syncs(room, 'c').map(({ name, clockId }) => [name !== undefined, clockId]);
    const [full, partial] = [
      [true, 'm1'],
      [false, undefined],
    ];
    expect(told).toEqual([full, partial, full, full, partial] as never);
  });
});

describe('clock', () => {
  it('[MSG-25] is answered to who asked alone', () => {
    const room = withQueue();
    room.say('a', { action: 'clock', t0: -7 });
    expect(room.heard('a')).toEqual([{ action: 'clock', t0: -7, t1: room.now, t2: room.now }]);
    expect(room.heard('b')).toEqual([]);
  });

  it.each([undefined, null, 'x', NaN])('[MSG-25] [MSG-26] t0 of %p is a mistake', (t0) => {
    const room = withQueue();
    room.say('a', { action: 'clock', t0 });
    expect(room.errorOf('a')).toBe('ZodValidationError');
  });
});
