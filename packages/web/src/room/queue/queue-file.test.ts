import { describe, expect, it } from 'bun:test';
import { LIMITS, type QueueItem } from '@usher/protocol';
import { readQueueFile, writeQueueFile } from './queue-file.ts';

const item: QueueItem = { service: 'direct', id: 'https://example.com/a.mp4', title: 'A', length: 60 };
const trimmed: QueueItem = {
  ...item,
  id: 'https://example.com/b.mp4',
  startAt: 0,
  endAt: 20,
  subtitleUrl: '/b.vtt',
};

describe('[WEB-16] a queue as a file', () => {
  it('comes back as what can be added, without what servers find out themselves', () => {
    expect(readQueueFile(writeQueueFile([item, trimmed]))).toEqual({
      videos: [
        { service: 'direct', id: 'https://example.com/a.mp4' },
        { service: 'direct', id: 'https://example.com/b.mp4', startAt: 0, endAt: 20, subtitleUrl: '/b.vtt' },
      ],
      refused: 0,
    });
  });

  it('may have nothing where nothing is meant', () => {
    const entry = { ...item, startAt: null, endAt: 20, subtitleUrl: null };
    expect(readQueueFile(JSON.stringify([entry]))?.videos).toEqual([
      { service: 'direct', id: item.id, endAt: 20 },
    ]);
  });

  it('may be a bare list', () => {
    expect(readQueueFile(JSON.stringify([item]))?.videos).toHaveLength(1);
  });

  it.each(['', '{', '1', '"text"', 'null', '{}', '{"videos":{}}'])('is not: %s', (text) => {
    expect(readQueueFile(text)).toBeNull();
  });

  it.each([
    { service: 'direct' },
    { service: 'direct', id: '' },
    { service: 'direct', id: 5 },
    { service: 'unheard-of', id: 'x' },
    { id: 'x' },
    { service: 'direct', id: 'x'.repeat(2049) },
    { ...item, startAt: -1 },
    { ...item, endAt: '20' },
    { ...item, endAt: 1e10 },
    { ...item, subtitleUrl: {} },
    null,
    [[]],
    'https://example.com/a.mp4',
  ])('counts what is no video: %o', (entry) => {
    expect(readQueueFile(JSON.stringify([entry, item]))).toMatchObject({
      refused: 1,
      videos: [{ id: item.id }],
    });
  });

  it('has the same video once, and no more than a queue has', () => {
    expect(readQueueFile(JSON.stringify([item, item]))).toMatchObject({
      videos: [{ id: item.id }],
      refused: 0,
    });
    const many = Array.from({ length: LIMITS.queueLengthMax + 5 }, (_, n) => ({
      service: 'direct',
      id: `/${n}.mp4`,
    }));
    const file = readQueueFile(JSON.stringify(many));
    expect([file?.videos.length, file?.refused]).toEqual([LIMITS.queueLengthMax, 5]);
  });
});
