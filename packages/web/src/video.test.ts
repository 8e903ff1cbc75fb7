import { describe, expect, it } from 'bun:test';
import { clockTime, DEMO_CLIP, titleOf } from './video.ts';

describe('title', () => {
  it.each([
    [{ id: 'x', title: 'Holiday' }, 'Holiday'],
    [{ id: 'https://example.com/films/holiday.mp4?token=1#t=3' }, 'holiday.mp4'],
    [{ id: DEMO_CLIP.id }, 'usher-demo.mp4'],
    [{ id: 'dQw4w9WgXcQ', title: '' }, 'dQw4w9WgXcQ'],
  ])('of %o is %s', (item, title) => {
    expect(titleOf(item)).toBe(title);
  });
});

it.each([
  [0, '0:00'],
  [9.9, '0:09'],
  [75, '1:15'],
  [754, '12:34'],
  [3600, '1:00:00'],
  [36_754, '10:12:34'],
])('%d s are %s', (seconds, text) => {
  expect(clockTime(seconds)).toBe(text);
});
