import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { TestRoom } from '../testing/test-room.ts';

const { Playback, Seek, PlaybackSpeed } = RequestType;

function playing(length: number | 'unknown' = 100): TestRoom {
  const room = new TestRoom();
  room.videoLength = length === 'unknown' ? undefined : length;
  room.join('a');
  room.add('a', 'v1', 'v2', 'v3');
  room.request('a', { type: Playback, state: true });
  return room;
}

describe('play and pause', () => {
  it('[MSG-2] play is told as an event at once, and as a sync of where and when all start together', () => {
    const room = new TestRoom();
    room.join('a');
    room.add('a', 'v1');
    room.pass(1_000);
    room.heard('a');
    const startMs = room.now + 300;
    room.request('a', { type: Playback, state: true });
    expect(room.heard('a')).toMatchObject([{ action: 'event', request: { type: Playback, state: true } }]);
    room.pass(50);
    expect(room.heard('a')).toEqual([
      { action: 'sync', isPlaying: true, playbackPosition: 0, serverTime: room.now, effectiveAt: startMs },
    ]);
  });

  it('[ROM-10] the position stands until the start takes effect, and then moves', () => {
    const room = playing();
    room.pass(300);
    expect(room.state.playbackPosition).toBe(0);
    room.pass(2_500);
    expect(room.state.playbackPosition).toBe(2.5);
  });

  it('[ROM-10] pause keeps the position', () => {
    const room = playing();
    room.pass(5_300);
    room.request('a', { type: Playback, state: false });
    room.pass(10_000);
    expect(room.state).toMatchObject({ isPlaying: false, playbackPosition: 5 });
    expect(room.synced('a')).toMatchObject({ isPlaying: false, playbackPosition: 5 });
  });

  it('[MSG-2] to play what plays changes nothing', () => {
    const room = playing();
    room.pass(5_000);
    const before = room.room.snapshot();
    room.request('a', { type: Playback, state: true });
    expect(room.effects).toEqual([]);
    expect(room.room.snapshot()).toEqual(before);
  });
});

describe('seek', () => {
  it('[MSG-4] tells where playback was, and takes effect for all together', () => {
    const room = playing();
    room.pass(10_300);
    room.heard('a');
    room.request('a', { type: Seek, value: 42 });
    expect(room.heard('a')).toMatchObject([
      { action: 'event', request: { type: Seek, value: 42 }, additional: { prevPosition: 10 } },
    ]);
    const effectiveAt = room.now + 300;
    room.pass(50);
    expect(room.heard('a')).toMatchObject([{ playbackPosition: 42, effectiveAt }]);
    room.pass(1_250);
    expect(room.state.playbackPosition).toBe(43);
  });

  it.each([
    [-5, 0],
    [1e9, 100],
  ])('[MSG-4] clamps %p to %p', (value, position) => {
    const room = playing();
    room.request('a', { type: Playback, state: false });
    room.request('a', { type: Seek, value });
    expect(room.state.playbackPosition).toBe(position);
  });

  it('[MSG-4] is refused when nothing is playing', () => {
    const room = new TestRoom();
    room.join('a');
    room.request('a', { type: Seek, value: 1 });
    expect(room.errorOf('a')).toBe('VideoNotFoundException');
  });
});

describe('speed', () => {
  it('[MSG-16] applies from now on', () => {
    const room = playing();
    room.pass(10_300);
    room.request('a', { type: PlaybackSpeed, speed: 2 });
    room.pass(5_000);
    expect(room.state).toMatchObject({ playbackSpeed: 2, playbackPosition: 20 });
  });

  it('[ROM-12] is 1 again for the next item', () => {
    const room = playing();
    room.request('a', { type: PlaybackSpeed, speed: 2 });
    room.pass(300 + 50_000);
    expect(room.current?.id).toBe('v2');
    expect(room.state.playbackSpeed).toBe(1);
  });
});

describe('the end of an item', () => {
  it('[ROM-11] comes exactly at its length, and the next one starts', () => {
    const room = playing();
    room.pass(300 + 99_999);
    expect(room.current?.id).toBe('v1');
    room.heard('a');
    room.pass(1);
    expect(room.state).toMatchObject({ isPlaying: true, playbackPosition: 0, currentSource: { id: 'v2' } });
    room.pass(50);
    expect(room.heard('a')).toMatchObject([
      { action: 'sync', currentSource: { id: 'v2' }, queue: [{ id: 'v3' }] },
    ]);
  });

  it('[ROM-11] comes at endAt when that is before the length', () => {
    const room = new TestRoom();
    room.join('a');
    room.request('a', {
      type: RequestType.Add,
      video: { service: 'direct', id: 'v1', startAt: 10, endAt: 20 },
    });
    room.resolve();
    room.request('a', { type: Playback, state: true });
    expect(room.state.playbackPosition).toBe(10);
    room.pass(10_299);
    expect(room.current?.id).toBe('v1');
    room.pass(1);
    expect(room.current).toBeNull();
  });

  it('[ROM-12] of the last item pauses the room at 0', () => {
    const room = playing();
    room.pass(1_000_000);
    expect(room.state).toMatchObject({
      currentSource: null,
      queue: [],
      isPlaying: false,
      playbackPosition: 0,
    });
  });

  it('[ROM-10] is not passed by the position, however late the room is woken', () => {
    const room = playing();
    room.now += 500_000;
    expect(room.state.playbackPosition).toBe(100);
  });

  it('[ROM-11] never comes by itself for an item of unknown length', () => {
    const room = playing('unknown');
    room.pass(100_000_000);
    expect(room.current?.id).toBe('v1');
  });

  it('[ROM-11] never comes while paused', () => {
    const room = playing();
    room.request('a', { type: Playback, state: false });
    room.pass(100_000_000);
    expect(room.current?.id).toBe('v1');
  });
});
