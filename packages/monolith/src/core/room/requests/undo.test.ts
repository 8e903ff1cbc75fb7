import { describe, expect, it } from 'bun:test';
import { RequestType, type EventMessage } from '@usher/protocol';
import { guest, TestRoom, video } from '../testing/test-room.ts';

const { Add, Remove, Seek, Skip, Undo, Playback } = RequestType;

function withQueue(): TestRoom {
  const room = new TestRoom();
  room.join('a');
  room.join('b');
  room.add('a', 'v0', 'v1', 'v2', 'v3');
  return room;
}

/** The last event that a client has heard. */
function lastEvent(room: TestRoom): EventMessage {
  const event = room.heard('b').findLast((message) => message.action === 'event');
  if (event === undefined) throw new Error('no event was heard');
  return event;
}

const undo = (room: TestRoom, event: unknown): void =>
  room.say('b', { action: 'req', request: { type: Undo, event } });

describe('undo', () => {
  it('[ROM-24] of a seek goes back', () => {
    const room = withQueue();
    room.request('a', { type: Playback, state: true });
    room.pass(20_300);
    room.request('a', { type: Seek, value: 80 });
    room.pass(5_000);
    undo(room, lastEvent(room));
    expect(room.state.playbackPosition).toBe(20);
    expect(lastEvent(room)).toMatchObject({ request: { type: Seek, value: 20 } });
  });

  it('[ROM-24] of a seek is refused when that item is over', () => {
    const room = withQueue();
    room.request('a', { type: Seek, value: 80 });
    const event = lastEvent(room);
    room.request('a', { type: Skip });
    undo(room, event);
    expect(room.errorOf('b')).toBe('VideoNotFoundException');
  });

  it('[ROM-24] of a skip brings the item back where it was', () => {
    const room = withQueue();
    room.request('a', { type: Seek, value: 80 });
    room.request('a', { type: Skip });
    undo(room, lastEvent(room));
    expect(room.state).toMatchObject({ currentSource: { id: 'v0' }, playbackPosition: 80 });
    expect(room.queue).toEqual(['v1', 'v2', 'v3']);
  });

  it('[ROM-24] of an add removes', () => {
    const room = withQueue();
    room.request('a', { type: Add, videos: [video('v8'), video('v9')] });
    room.resolve();
    undo(room, lastEvent(room));
    expect(room.queue).toEqual(['v1', 'v2', 'v3']);
  });

  it('[ROM-24] of a remove puts the item back to its place, and can be undone itself', () => {
    const room = withQueue();
    const before = room.state.queue;
    room.request('a', { type: Remove, video: video('v2') });
    undo(room, lastEvent(room));
    expect(room.state.queue).toEqual(before);
    undo(room, lastEvent(room));
    expect(room.queue).toEqual(['v1', 'v3']);
  });

  it('[ROM-20] puts nothing back that has been queued again', () => {
    const room = withQueue();
    room.request('a', { type: Remove, video: video('v2') });
    const event = lastEvent(room);
    room.add('a', 'v2');
    undo(room, event);
    expect(room.errorOf('b')).toBe('VideoAlreadyQueued');
    expect(room.queue).toEqual(['v1', 'v3', 'v2']);
  });

  it('[ROM-24] happens once', () => {
    const room = withQueue();
    room.request('a', { type: Remove, video: video('v2') });
    const event = lastEvent(room);
    undo(room, event);
    room.request('a', { type: Seek, value: 5 });
    undo(room, event);
    expect(room.errorOf('b')).toBe('BadApiArgumentException');
  });

  it('[ROM-24] believes nothing that the client says', () => {
    const room = withQueue();
    room.request('a', { type: Remove, video: video('v2') });
    const event = lastEvent(room);
    undo(room, { ...event, additional: { ...event.additional, queueIdx: 0 } });
    expect(room.errorOf('b')).toBe('BadApiArgumentException');
    undo(room, { ...event, title: 'forged', additional: { video: { ...video('v2'), title: 'forged' } } });
    expect(room.state.queue[1]).toMatchObject({ id: 'v2', title: 'Video v2' });
  });

  it('[ROM-24] tells events of one kind apart', () => {
    const room = withQueue();
    room.request('a', { type: Remove, video: video('v1') });
    const first = lastEvent(room);
    room.request('a', { type: Remove, video: video('v2') });
    undo(room, first);
    expect(room.queue).toEqual(['v1', 'v3']);
  });

  it('[ROM-24] forgets events beyond the last 100', () => {
    const room = withQueue();
    room.request('a', { type: Remove, video: video('v1') });
    const first = lastEvent(room);
    for (let n = 0; n < 100; n++) room.request('a', { type: Seek, value: n });
    undo(room, first);
    expect(room.errorOf('b')).toBe('BadApiArgumentException');
  });

  it('[MSG-12] [ROM-24] needs the permission of the inverse', () => {
    const room = new TestRoom({ owner: 1 });
    room.join('owner', { user: { ...guest('owner'), isLoggedIn: true, userId: 1 } });
    room.join('b');
    room.add('b', 'v0', 'v1');
    const event = lastEvent(room);
    room.request('owner', {
      type: RequestType.ApplySettings,
      settings: { grants: [[0, 113_250_303 & ~16]] },
    });
    undo(room, event);
    expect(room.errorOf('b')).toBe('PermissionDeniedException');
    expect(room.queue).toEqual(['v1']);
  });
});
