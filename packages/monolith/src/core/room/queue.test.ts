import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { video, withQueue } from './testing/test-room.ts';

const { Order, Vote, Skip, UpdateQueueItem, Playback } = RequestType;

describe('queue modes', () => {
  it('[ROM-12] vote: the queue is sorted by votes, and stays so', () => {
    const room = withQueue('vote');
    room.request('a', { type: Vote, video: video('v3'), add: true });
    room.request('b', { type: Vote, video: video('v3'), add: true });
    room.request('b', { type: Vote, video: video('v2'), add: true });
    expect(room.queue).toEqual(['v3', 'v2', 'v1']);
    room.add('a', 'v4');
    room.request('a', { type: Order, fromIdx: 3, toIdx: 0 });
    expect(room.queue).toEqual(['v3', 'v2', 'v4', 'v1']);
    room.leave('b');
    expect(room.state.voteCounts).toEqual([['directv3', 1]]);
    room.request('a', { type: Vote, video: video('v3'), add: false });
    expect(room.state.voteCounts).toEqual([]);
  });

  it('[ROM-12] vote: the queue is sorted as soon as the mode is chosen', () => {
    const room = withQueue('manual');
    room.request('a', { type: Vote, video: video('v3'), add: true });
    expect(room.queue).toEqual(['v1', 'v2', 'v3']);
    room.request('a', { type: RequestType.ApplySettings, settings: { queueMode: 'vote' } });
    expect(room.queue).toEqual(['v3', 'v1', 'v2']);
  });

  it('[ROM-12] loop: what was played goes to the end, untrimmed', () => {
    const room = withQueue('loop', 'v1', 'v2');
    room.request('a', { type: UpdateQueueItem, video: video('v2'), update: { startAt: 3 } });
    room.request('a', { type: Skip });
    expect(room.current).toMatchObject({ id: 'v2', startAt: 3 });
    expect(room.state.playbackPosition).toBe(3);
    room.request('a', { type: Skip });
    expect(room.state.queue[0]).toEqual({ ...video('v2'), title: 'Video v2', length: 100 });
  });

  it('[ROM-12] loop: replays a single item', () => {
    const room = withQueue('loop', 'v1');
    room.request('a', { type: Playback, state: true });
    room.pass(300 + 100_000 + 1_000);
    expect(room.state).toMatchObject({ currentSource: { id: 'v1' }, isPlaying: true, playbackPosition: 1 });
  });

  it('[ROM-12] dj: the current one restarts, at its speed, and the queue stays', () => {
    const room = withQueue('dj', 'v1', 'v2');
    room.request('a', { type: Playback, state: true });
    room.request('a', { type: RequestType.PlaybackSpeed, speed: 2 });
    room.pass(300 + 50_000);
    expect(room.state).toMatchObject({ currentSource: { id: 'v1' }, playbackPosition: 0, playbackSpeed: 2 });
    room.pass(1_000);
    room.request('a', { type: Skip });
    expect(room.state).toMatchObject({ currentSource: { id: 'v1' }, playbackPosition: 0 });
    expect(room.queue).toEqual(['v2']);
  });
});

describe('votes', () => {
  it('[ROM-22] count once per client, and go with the item', () => {
    const room = withQueue();
    room.request('a', { type: Vote, video: video('v1'), add: true });
    room.request('a', { type: Vote, video: video('v1'), add: true });
    expect(room.state.voteCounts).toEqual([['directv1', 1]]);
    room.request('a', { type: Skip });
    expect(room.state.voteCounts).toEqual([]);
  });

  it('[MSG-8] are for queued items only', () => {
    const room = withQueue();
    room.request('a', { type: Vote, video: video('v0'), add: true });
    expect(room.errorOf('a')).toBe('VideoNotFoundException');
  });
});
