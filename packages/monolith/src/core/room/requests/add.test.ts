import { describe, expect, it } from 'bun:test';
import { RequestType } from '@usher/protocol';
import { Room } from '../room.ts';
import { CONFIG, video, withQueue } from '../testing/test-room.ts';

const { Add, Remove } = RequestType;

describe('add', () => {
  it('[ROM-20] asks for metadata and goes on meanwhile', () => {
    const room = withQueue();
    room.request('a', { type: Add, video: { ...video('v9'), startAt: 5 } });
    const [resolve] = room.effects;
    expect(resolve).toEqual({
      kind: 'resolve',
      ticket: 5,
      by: 'session of a',
      wanted: { videos: [{ ...video('v9'), startAt: 5 }] },
    });
    room.request('b', { type: Remove, video: video('v1') });
    expect(room.queue).toEqual(['v2', 'v3']);
    const found = { ...video('v9'), title: 'Nine', description: 'x'.repeat(500), length: 60 };
    room.apply({ kind: 'resolved', ticket: 5, result: { ok: true, videos: [found] } });
    const item = { ...found, description: 'x'.repeat(300), startAt: 5 };
    expect(room.state.queue.at(-1)).toEqual(item);
    expect(room.heard('b').at(-1)).toMatchObject({
      action: 'event',
      request: { type: Add },
      additional: { video: item },
    });
  });

  it('[MSG-5] takes a link', () => {
    const room = withQueue();
    room.request('a', { type: Add, url: 'https://example.org/v.mp4' });
    expect(room.effects).toEqual([
      { kind: 'resolve', ticket: 5, by: 'session of a', wanted: { url: 'https://example.org/v.mp4' } },
    ]);
    room.resolve();
    expect(room.queue.at(-1)).toBe('https://example.org/v.mp4');
  });

  it('[MED-10] starts a video where its link says', () => {
    const room = withQueue();
    room.request('a', { type: Add, url: 'https://youtu.be/aaaaaaaaaaa?t=42' });
    const found = { ...video('v9'), length: 60, startAt: 42 };
    room.apply({ kind: 'resolved', ticket: 5, result: { ok: true, videos: [found] } });
    expect(room.state.queue.at(-1)).toEqual(found);
  });

  it('[ROM-11] the first item of an idle room becomes the current one', () => {
    const room = withQueue('manual', 'v0');
    expect(room.current?.id).toBe('v0');
    expect(room.queue).toEqual([]);
  });

  it('[ROM-20] refuses what is queued or playing', () => {
    const room = withQueue();
    for (const id of ['v0', 'v2']) {
      room.request('a', { type: Add, video: video(id) });
      expect(room.errorOf('a')).toBe('VideoAlreadyQueued');
    }
  });

  it('[ROM-20] refuses what has been queued meanwhile', () => {
    const room = withQueue();
    room.request('a', { type: Add, video: video('v9') });
    const first = room.effects;
    room.request('b', { type: Add, video: video('v9') });
    room.resolve();
    room.effects = first;
    room.resolve();
    expect(room.errorOf('a')).toBe('VideoAlreadyQueued');
    expect(room.queue.filter((id) => id === 'v9')).toHaveLength(1);
  });

  it('[ROM-20] of many drops duplicates', () => {
    const room = withQueue();
    room.request('a', { type: Add, videos: ['v1', 'v8', 'v8', 'v9'].map(video) });
    room.resolve();
    expect(room.queue).toEqual(['v1', 'v2', 'v3', 'v8', 'v9']);
    expect(room.heard('b')).toMatchObject([{ additional: { videos: [{ id: 'v8' }, { id: 'v9' }] } }]);
    room.request('a', { type: Add, videos: ['v8', 'v9'].map(video) });
    expect(room.errorOf('a')).toBe('VideoAlreadyQueued');
  });

  it('[ROM-20] is not lost when who asked leaves', () => {
    const room = withQueue();
    room.request('b', { type: Add, video: video('v9') });
    const asked = room.effects;
    room.leave('b');
    room.effects = asked;
    room.heard('a');
    room.resolve();
    expect(room.queue.at(-1)).toBe('v9');
    expect(room.heard('a')).toMatchObject([{ action: 'event', user: { id: 'b', name: 'b' } }]);
  });

  it('[MSG-5] needs its permission still when the metadata is here', () => {
    const room = withQueue();
    room.request('b', { type: Add, video: video('v9') });
    const asked = room.effects;
    const grants: [0, number][] = [[0, 113_250_303 & ~8]];
    // Who may set the permissions of others is not at hand: the snapshot is edited.
    const snapshot = { ...room.room.snapshot(), settings: { ...room.room.snapshot().settings, grants } };
    room.room = Room.restore(snapshot, room.now, CONFIG);
    room.join('b', { resume: true });
    room.effects = asked;
    room.resolve();
    expect(room.errorOf('b')).toBe('PermissionDeniedException');
  });

  it('[MSG-26] tells who asked when there is no metadata', () => {
    const room = withQueue();
    room.request('a', { type: Add, video: video('v9') });
    const error = { code: 'UnsupportedMimeTypeException', message: 'no' };
    room.apply({ kind: 'resolved', ticket: 5, result: { ok: false, error } });
    expect(room.heard('a')).toEqual([{ action: 'error', ...error, request: Add }]);
    expect(room.heard('b')).toEqual([]);
  });

  it('[ROM-20] refuses metadata that no snapshot could hold', () => {
    const room = withQueue();
    room.request('a', { type: Add, video: video('v9') });
    const found = { ...video('v9'), length: Infinity };
    room.apply({ kind: 'resolved', ticket: 5, result: { ok: true, videos: [found] } });
    expect(room.errorOf('a')).toBe('MissingMetadataException');
    expect(room.queue).not.toContain('v9');
  });

  it('[ROM-26] keeps to 1,000 items', () => {
    const room = withQueue();
    const ids = Array.from({ length: 998 }, (_, n) => video(`w${n}`));
    room.request('a', { type: Add, videos: ids });
    expect(room.errorOf('a')).toBe('LengthOutOfRangeException');
    room.request('a', { type: Add, videos: ids.slice(1) });
    room.resolve();
    expect(room.queue).toHaveLength(1000);
  });

  it('[ROM-26] keeps to 256 KiB', () => {
    const room = withQueue();
    for (let n = 0; n < 200; n++) room.add('a', `${n}`.padEnd(2000, 'ü'));
    expect(room.errorOf('a')).toBe('LengthOutOfRangeException');
    expect(Buffer.byteLength(JSON.stringify(room.state.queue))).toBeLessThan(256 * 1024);
  });

  it('refuses a trim that leaves nothing', () => {
    const room = withQueue();
    room.request('a', { type: Add, video: { ...video('v9'), startAt: 10, endAt: 10 } });
    expect(room.errorOf('a')).toBe('BadApiArgumentException');
  });
});
