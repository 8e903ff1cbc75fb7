import { describe, expect, it } from 'bun:test';
import { paintLabels } from './paint-labels.ts';
import { frameOf } from './testing/frame-of.ts';

describe('names in the picture', () => {
  it('[WEB-20] of rooms are 90 at most', () => {
    const { frame, drawing } = frameOf(Array.from({ length: 120 }, (_, n) => [`room-${n}`, 'a', 1] as const));
    for (const body of frame.scene.rooms.values()) body.radius = 30;
    paintLabels(frame);
    expect(drawing.written.filter((text) => text.startsWith('room-'))).toHaveLength(90);
  });

  it('[WEB-20] of Balancers and Monoliths say their regions where there are several', () => {
    const { frame, drawing } = frameOf([]);
    paintLabels(frame);
    expect(drawing.written).toContain('b1');
    const { view } = frame;
    paintLabels({ ...frame, view: { ...view, regions: new Set(['here', 'there']) } });
    expect(drawing.written).toContain('b1 · here');
  });
});
