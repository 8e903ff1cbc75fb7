import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { video, withQueue } from '../testing/test-room.ts';

const { PlayNow, Playback } = RequestType;

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

  it('[ROM-21] of the current item is ignored', () => {
    const room = withQueue();
    room.request('a', { type: PlayNow, video: video('v0') });
    expect(room.effects).toEqual([]);
  });
});
