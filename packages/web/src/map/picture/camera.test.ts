import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { closeUp, movedBy, WHOLE, zoomedAt } from './camera.ts';

const SIZE = { width: 1000, height: 800 };

describe('the camera', () => {
  it('[WEB-20] keeps the point that one zooms at, and comes back', () => {
    const near = zoomedAt(WHOLE, { x: 250, y: 600 }, 4, SIZE);
    expect(near.zoom).toBe(4);
    expect((250 - near.x * 4) / 4).toBeCloseTo(250 / 4 - near.x);
    expect(near.x + 250 / 4).toBeCloseTo(250);
    expect(near.y + 600 / 4).toBeCloseTo(600);
    expect(zoomedAt(near, { x: 10, y: 10 }, 0.01, SIZE)).toEqual(WHOLE);
  });

  it('[WEB-20] never leaves the map', () => {
    const number = fc.integer({ min: -3000, max: 3000 });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 1, max: 30 }), (dx, dy, factor) => {
        const { x, y, zoom } = movedBy(zoomedAt(WHOLE, { x: 500, y: 400 }, factor, SIZE), dx, dy, SIZE);
        expect(x).toBeWithin(-1e-9, SIZE.width - SIZE.width / zoom + 1e-9);
        expect(y).toBeWithin(-1e-9, SIZE.height - SIZE.height / zoom + 1e-9);
      }),
    );
  });

  it('[WEB-20] goes near enough to see what is in a room, and stays far enough to see a Monolith', () => {
    expect(closeUp(WHOLE, { x: 500, y: 400, radius: 10 }, SIZE).zoom).toBeGreaterThan(3);
    expect(closeUp(WHOLE, { x: 500, y: 400, radius: 300 }, SIZE)).toEqual(WHOLE);
  });
});
