import { describe, expect, it } from 'bun:test';
import { placeTooltip } from './place-tooltip.ts';

const ROOM = { width: 400, height: 300 };
const SIZE = { width: 100, height: 30 };

describe('a tooltip', () => {
  it('is below the middle of what it is about', () => {
    const anchor = { left: 150, top: 50, width: 40, height: 40 };
    expect(placeTooltip(anchor, SIZE, ROOM)).toEqual({ left: 120, top: 96 });
  });

  it('is above where there is no room below', () => {
    const anchor = { left: 150, top: 250, width: 40, height: 40 };
    expect(placeTooltip(anchor, SIZE, ROOM).top).toBe(214);
  });

  it('stays inside the window', () => {
    expect(placeTooltip({ left: 0, top: 0, width: 40, height: 40 }, SIZE, ROOM).left).toBe(8);
    expect(placeTooltip({ left: 380, top: 0, width: 20, height: 40 }, SIZE, ROOM).left).toBe(292);
  });
});
