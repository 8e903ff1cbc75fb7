import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { account, TestRoom, video, withQueue } from '../testing/test-room.ts';

const { PlayNow, Playback } = RequestType;

/** What users without an account may do at first. */
const ALL = 113_250_303;

describe('play now', () => {
  it('[ROM-21] puts the current item back to the head, to go on where it was', () => {
    const room = withQueue();
    room.request('a', { type: Playback, state: true });
    room.pass(10_300);
    room.request('a', { type: PlayNow, video: video('v9') });
    room.resolve();
    expect(room.current?.id).toBe('v9');
    expect(room.state.queue[0]).toMatchObject({ id: 'v0', startAt: 10 });
    expect(room.state).toMatchObject({ isPlaying: true, playbackPosition: 0 });
  });

  it('[ROM-21] takes what is queued from there, at once', () => {
    const room = withQueue();
    room.request('a', { type: PlayNow, video: { ...video('v2'), startAt: 30 } });
    expect(room.current?.id).toBe('v2');
    expect(room.state.playbackPosition).toBe(30);
    expect(room.queue).toEqual(['v0', 'v1', 'v3']);
  });

  it.each([
    ['play-now', 25, 'v1'],
    ['play-now', 25, 'v9'],
    ['order', 5, 'v1'],
    ['add', 3, 'v9'],
  ])('[MSG-14] needs the permission %s (bit %p) for %s', (_name, bit, id) => {
    const room = new TestRoom({ owner: 1 });
    room.join('owner', { user: account('owner', 1) });
    room.join('a');
    room.add('owner', 'v0', 'v1');
    const forbid = (mask: number) => {
      const grants: [0, number][] = [[0, mask]];
      room.request('owner', { type: RequestType.ApplySettings, settings: { grants } });
      room.request('a', { type: PlayNow, video: video(id) });
      room.resolve();
      return room.current?.id;
    };
    expect(forbid(ALL & ~(1 << bit))).toBe('v0');
    expect(room.errorOf('a')).toBe('PermissionDeniedException');
    expect(forbid(ALL)).toBe(id);
  });

  it('[ROM-21] of the current item is ignored', () => {
    const room = withQueue();
    room.request('a', { type: PlayNow, video: video('v0') });
    expect(room.effects).toEqual([]);
  });
});
