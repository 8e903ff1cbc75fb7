import { describe, expect, it } from 'bun:test';
import { paintRooms } from './paint-rooms.ts';
import { frameOf } from './testing/frame-of.ts';

type Rooms = Parameters<typeof frameOf>[0];

/** Which of the radii have an edge. */
function edges(rooms: Rooms, radii: Readonly<Record<string, number>>): number[] {
  const { frame, drawing } = frameOf(rooms);
  for (const [key, body] of frame.scene.rooms) body.radius = radii[key] ?? 0;
  paintRooms(frame);
  return drawing.edged.map(({ radius }) => radius).toSorted((a, b) => a - b);
}

describe('rooms in the picture', () => {
  it('[WEB-20] have an edge when they are large enough, whatever comes first', () => {
    const rooms: Rooms = [
      ['small', 'a', 1],
      ['large', 'a', 1],
    ];
    for (const order of [rooms, rooms.toReversed()])
      expect(edges(order, { small: 3, large: 5 })).toEqual([5]);
    expect(edges(rooms, { small: 5, large: 6 })).toEqual([5, 6]);
    expect(edges(rooms, { small: 1, large: 2 })).toEqual([]);
  });
});
