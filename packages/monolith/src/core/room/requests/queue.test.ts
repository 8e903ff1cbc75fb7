import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { video, withQueue } from '../testing/test-room.ts';

const { Remove, Order, Shuffle, UpdateQueueItem } = RequestType;

describe('remove, order, shuffle, edit', () => {
  it('[MSG-6] tells what was removed from where', () => {
    const room = withQueue();
    room.request('a', { type: Remove, video: video('v2') });
    expect(room.heard('b')).toMatchObject([
      {
        action: 'event',
        request: { type: Remove, video: video('v2') },
        additional: { video: { id: 'v2' }, queueIdx: 1 },
      },
    ]);
    expect(room.queue).toEqual(['v1', 'v3']);
    room.request('a', { type: Remove, video: video('v2') });
    expect(room.errorOf('a')).toBe('VideoNotFoundException');
  });

  it.each([
    [0, 2, ['v2', 'v3', 'v1']],
    [2, 0, ['v3', 'v1', 'v2']],
    [1, 1, ['v1', 'v2', 'v3']],
  ])('[MSG-7] moves %p to %p', (fromIdx, toIdx, queue) => {
    const room = withQueue();
    room.request('a', { type: Order, fromIdx, toIdx });
    expect(room.queue).toEqual(queue);
  });

  it('[MSG-7] refuses places that are not there', () => {
    const room = withQueue();
    for (const [fromIdx, toIdx] of [
      [3, 0],
      [0, 3],
    ] as const) {
      room.request('a', { type: Order, fromIdx, toIdx });
      expect(room.errorOf('a')).toBe('BadApiArgumentException');
    }
  });

  it('[MSG-15] shuffles', () => {
    const room = withQueue();
    room.request('a', { type: Shuffle });
    expect(room.queue).toEqual(['v2', 'v3', 'v1']);
    expect(room.queue.toSorted()).toEqual(['v1', 'v2', 'v3']);
  });

  it('[MSG-19] edits the trim of an item, to falsy values too', () => {
    const room = withQueue();
    room.request('a', { type: UpdateQueueItem, video: video('v2'), update: { startAt: 3, endAt: 9 } });
    room.request('a', { type: UpdateQueueItem, video: video('v2'), update: { startAt: 0 } });
    expect(room.state.queue[1]).toMatchObject({ startAt: 0, endAt: 9 });
    expect(room.heard('b')).toMatchObject([
      { action: 'event' },
      { action: 'event', additional: { video: { startAt: 0 } } },
    ]);
  });
});
