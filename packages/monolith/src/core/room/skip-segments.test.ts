import { describe, expect, it } from 'bun:test';
import {
  RequestType,
  SKIP_CATEGORIES,
  type QueueMode,
  type SkipCategory,
  type VideoId,
  type VideoSegment,
} from '@usher/protocol';
import { TestRoom } from './testing/test-room.ts';

const { Add, ApplySettings, Playback, PlaybackSpeed, Seek, Skip } = RequestType;

const youtube = (id: string): VideoId => ({ service: 'youtube', id });

const segment = (category: SkipCategory, startTime: number, endTime: number): VideoSegment => ({
  category,
  startTime,
  endTime,
});

function withVideos(queueMode: QueueMode, ...ids: string[]): TestRoom {
  const room = new TestRoom({ queueMode });
  room.join('a');
  for (const id of ids) {
    room.request('a', { type: Add, video: youtube(id) });
    room.resolve();
  }
  return room;
}

function find(room: TestRoom, id: string, ...segments: VideoSegment[]): void {
  room.apply({ kind: 'segments-found', video: youtube(id), segments });
}

function playing(...segments: VideoSegment[]): TestRoom {
  const room = withVideos('manual', 'v1', 'v2');
  find(room, 'v1', ...segments);
  room.request('a', { type: Playback, state: true });
  room.pass(300);
  room.heard('a');
  return room;
}

const asked = ({ effects }: TestRoom): VideoId[] =>
  effects.flatMap((effect) => (effect.kind === 'segments' ? [effect.video] : []));

const notices = (room: TestRoom): string[] =>
  room.heard('a').flatMap((message) => (message.action === 'eventcustom' ? [message.text] : []));

const position = ({ state }: TestRoom): number => state.playbackPosition;

function skipOnly(room: TestRoom, ...autoSkipSegmentCategories: SkipCategory[]): void {
  room.request('a', { type: ApplySettings, settings: { autoSkipSegmentCategories } });
}

describe('segments of the current item', () => {
  it('[MSG-20] are asked for once, and synced', () => {
    const room = withVideos('manual', 'v1');
    expect(asked(room)).toEqual([youtube('v1')]);
    room.apply({ kind: 'tick' });
    expect(asked(room)).toEqual([]);
    room.pass(100);
    room.heard('a');
    find(room, 'v1', segment('outro', 80, 90), segment('sponsor', 10, 20));
    room.pass(100);
    const videoSegments = [segment('sponsor', 10, 20), segment('outro', 80, 90)];
    expect(room.synced('a')).toMatchObject({ videoSegments });
    room.apply({ kind: 'tick' });
    expect(asked(room)).toEqual([]);
  });

  it('[MSG-20] are of that item: the next one has its own', () => {
    const room = playing(segment('sponsor', 10, 20));
    room.request('a', { type: Skip });
    expect(asked(room)).toEqual([youtube('v2')]);
    expect(room.synced('a')?.videoSegments ?? room.state.videoSegments).toEqual([]);
    find(room, 'v1', segment('sponsor', 10, 20));
    expect(room.state.videoSegments).toEqual([]);
  });

  it('are not asked for of other services', () => {
    const room = new TestRoom();
    room.join('a');
    room.add('a', 'v1');
    expect(asked(room)).toEqual([]);
  });

  it('are not asked for in a room that skips nothing, until it does', () => {
    const room = new TestRoom({ autoSkipSegmentCategories: [] });
    room.join('a');
    room.request('a', { type: Add, video: youtube('v1') });
    room.resolve();
    expect(asked(room)).toEqual([]);
    skipOnly(room, 'sponsor');
    expect(asked(room)).toEqual([youtube('v1')]);
  });

  it('are ignored when they make no sense', () => {
    const room = withVideos('manual', 'v1');
    find(room, 'v1', segment('sponsor', NaN, 20), segment('sponsor', 30, 40));
    expect(room.state.videoSegments).toEqual([]);
  });

  it('are at most 100', () => {
    const room = withVideos('manual', 'v1');
    find(room, 'v1', ...Array.from({ length: 500 }, (_, n) => segment('sponsor', n, n + 0.5)));
    expect(room.state.videoSegments).toHaveLength(100);
  });

  it('[ROM-3] are kept by a move, or asked for again by it', () => {
    const room = withVideos('manual', 'v1');
    room.move();
    room.apply({ kind: 'tick' });
    expect(asked(room)).toEqual([youtube('v1')]);
    find(room, 'v1', segment('sponsor', 10, 20));
    room.move();
    expect(room.state.videoSegments).toEqual([segment('sponsor', 10, 20)]);
    room.apply({ kind: 'tick' });
    expect(asked(room)).toEqual([]);
  });
});

describe('playing into a segment', () => {
  it('[MSG-4] skips to its end by one seek that all make together, and says so', () => {
    const room = playing(segment('sponsor', 10, 20));
    room.pass(9_999);
    expect(position(room)).toBeCloseTo(9.999);
    room.heard('a');
    room.pass(1);
    const effectiveAt = room.now + 300;
    expect(room.heard('a')).toEqual([{ action: 'eventcustom', text: 'Skipped sponsor', duration: 3000 }]);
    room.pass(50);
    expect(room.heard('a')).toEqual([
      { action: 'sync', playbackPosition: 20, serverTime: room.now, effectiveAt },
    ]);
    room.pass(1_250);
    expect(position(room)).toBe(21);
    expect(notices(room)).toEqual([]);
  });

  it('wakes the room for it', () => {
    const room = playing(segment('sponsor', 10, 20));
    room.pass(100);
    expect(room.room.deadlineMs()).toBe(room.now + 9_900);
  });

  it('skips at the very start', () => {
    const room = playing(segment('intro', 0, 5));
    expect(position(room)).toBe(5);
    room.pass(1_000);
    expect(position(room)).toBe(6);
  });

  it('skips what is found when it is being played', () => {
    const room = withVideos('manual', 'v1');
    room.request('a', { type: Playback, state: true });
    room.pass(3_300);
    room.heard('a');
    find(room, 'v1', segment('selfpromo', 0, 8));
    expect(position(room)).toBe(8);
    expect(notices(room)).toEqual(['Skipped self-promotion']);
  });

  it('takes what overlaps for one', () => {
    const room = playing(segment('sponsor', 10, 20), segment('intro', 12, 14), segment('selfpromo', 20, 30));
    room.pass(10_000);
    expect(position(room)).toBe(30);
    expect(notices(room)).toEqual(['Skipped sponsor']);
  });

  it('skips each of several', () => {
    const room = playing(segment('sponsor', 10, 20), segment('outro', 25, 35));
    room.pass(10_000);
    expect(position(room)).toBe(20);
    room.pass(300 + 5_000);
    expect(position(room)).toBe(35);
  });

  it('[ROM-11] goes on to the next item when it reaches the end', () => {
    const room = playing(segment('outro', 50, 99.6));
    room.pass(50_000);
    expect(room.current?.id).toBe('v2');
    expect(notices(room)).toEqual(['Skipped outro']);
  });

  it('[ROM-11] leaves the end to the players when nobody knows where it is', () => {
    const room = new TestRoom();
    room.videoLength = undefined;
    room.join('a');
    room.request('a', { type: Add, video: youtube('v1') });
    room.resolve();
    find(room, 'v1', segment('outro', 10, 60));
    room.request('a', { type: Playback, state: true });
    room.pass(300 + 10_000);
    expect(room.state).toMatchObject({ currentSource: { id: 'v1' }, playbackPosition: 60 });
  });

  it.each<QueueMode>(['loop', 'dj'])('does not spin in %s mode on what is nothing but a segment', (mode) => {
    const room = withVideos(mode, 'v1');
    find(room, 'v1', segment('music_offtopic', 0, 100));
    room.request('a', { type: Playback, state: true });
    room.pass(300 + 40_000);
    expect(position(room)).toBe(40);
  });

  it('does nothing while paused', () => {
    const room = playing(segment('sponsor', 10, 20));
    room.pass(5_000);
    room.request('a', { type: Playback, state: false });
    room.pass(60_000);
    expect(position(room)).toBe(5);
  });

  it('[MSG-16] comes in time at another speed', () => {
    const room = playing(segment('sponsor', 10, 20));
    room.pass(2_000);
    room.request('a', { type: PlaybackSpeed, speed: 2 });
    room.pass(3_999);
    expect(position(room)).toBeCloseTo(9.998);
    room.pass(1);
    expect(position(room)).toBe(20);
  });

  it('[MSG-13] skips the categories that the room skips, as they are now', () => {
    const room = playing(segment('sponsor', 10, 20), segment('intro', 30, 40));
    skipOnly(room, 'intro');
    room.pass(15_000);
    expect(position(room)).toBe(15);
    skipOnly(room, 'sponsor', 'intro');
    expect(position(room)).toBe(20);
    skipOnly(room);
    room.pass(300 + 15_000);
    expect(position(room)).toBe(35);
  });

  it('does not go back to what was played before its category was skipped', () => {
    const room = playing(segment('sponsor', 10, 20), segment('intro', 60, 70));
    skipOnly(room);
    room.pass(50_000);
    skipOnly(room, ...SKIP_CATEGORIES);
    expect(position(room)).toBe(50);
    room.pass(10_000);
    expect(position(room)).toBe(70);
  });

  it('does not go back when the room was woken late', () => {
    const room = playing(segment('sponsor', 10, 20), segment('intro', 60, 70));
    room.now += 50_000;
    room.apply({ kind: 'tick' });
    expect(position(room)).toBe(50);
    room.pass(10_000);
    expect(position(room)).toBe(70);
  });
});

describe('a seek into a segment', () => {
  it('[MSG-4] is respected', () => {
    const room = playing(segment('sponsor', 10, 20));
    room.request('a', { type: Seek, value: 15 });
    room.pass(300 + 3_000);
    expect(position(room)).toBe(18);
    room.pass(10_000);
    expect(position(room)).toBe(28);
    expect(notices(room)).toEqual([]);
  });

  it('[MSG-4] is respected until playback has left it', () => {
    const room = playing(segment('sponsor', 10, 20));
    room.request('a', { type: Seek, value: 15 });
    room.pass(300 + 10_000);
    room.request('a', { type: Seek, value: 5 });
    room.pass(300 + 5_000);
    expect(position(room)).toBe(20);
  });

  it('[MSG-4] is respected of that segment alone', () => {
    const room = playing(segment('sponsor', 10, 20), segment('outro', 30, 40));
    room.request('a', { type: Seek, value: 15 });
    room.pass(300 + 15_000);
    expect(position(room)).toBe(40);
  });

  it('[ROM-3] is respected after a move, and nothing is skipped twice', () => {
    const room = playing(segment('sponsor', 10, 20), segment('outro', 30, 40));
    room.pass(10_000);
    room.move();
    room.join('a', { resume: true });
    room.heard('a');
    room.pass(1_300);
    expect(position(room)).toBe(21);
    expect(notices(room)).toEqual([]);
    room.request('a', { type: Seek, value: 35 });
    room.move();
    room.pass(1_300);
    expect(position(room)).toBe(36);
  });
});

it('[WEB-6] the room waits behind a segment at the start, not before it', () => {
  const room = withVideos('manual', 'v1', 'v2');
  room.say('a', { action: 'status', status: 'buffering' });
  room.request('a', { type: Playback, state: true });
  find(room, 'v1', segment('intro', 0, 5));
  expect(room.state).toMatchObject({ isPlaying: false, playbackPosition: 5, waitingFor: ['a'] });
  room.pass(2_000);
  room.say('a', { action: 'status', status: 'ready' });
  room.pass(1_300);
  expect(position(room)).toBe(6);
});
