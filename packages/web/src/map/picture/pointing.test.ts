import { describe, expect, it } from 'bun:test';
import { layOut } from '../model/layout.ts';
import { OWN } from '../model/known-feeds.ts';
import { placeRooms } from '../model/room-places.ts';
import { snapshotOf } from '../model/snapshot.ts';
import { feedOf } from '../model/testing/feed-of.ts';
import { knowing } from '../model/testing/knowing.ts';
import { Pointing } from './pointing.ts';

/** A room that has the name of its Monolith. */
function createPointing() {
  const shown = snapshotOf([feedOf(OWN, knowing('b1', [['a', 'a', 1]]))], []);
  const area = { x: 0, y: 0, width: 1000, height: 800 };
  const layout = layOut('topology', shown.view, placeRooms(new Map(), shown.view), area);
  return { layout, pointing: new Pointing({ shown, layout }, { camera: { x: 100, y: 50, zoom: 2 } }) };
}

describe('pointing at the picture', () => {
  it('[WEB-20] finds what is there, wherever the camera is', () => {
    const { layout, pointing } = createPointing();
    const room = layout.rooms.get('a');
    if (room === undefined) throw new Error('not laid out');
    expect(pointing.at((room.x - 100) * 2, (room.y - 50) * 2)).toEqual({ kind: 'room', id: 'a' });
    expect(pointing.at(-200, -100)).toBeNull();
  });

  it('[WEB-20] notices that it is on another thing, also of the same name', () => {
    const { pointing } = createPointing();
    expect(pointing.hover({ kind: 'monolith', id: 'a' })).toBe(true);
    expect(pointing.hover({ kind: 'monolith', id: 'a' })).toBe(false);
    expect(pointing.hover({ kind: 'room', id: 'a' })).toBe(true);
    expect(pointing.hovered).toEqual({ kind: 'room', id: 'a' });
    expect(pointing.hover(null)).toBe(true);
    expect(pointing.hover(null)).toBe(false);
  });

  it('[WEB-20] a client is shown as its room, and one that is gone as nothing', () => {
    const { pointing } = createPointing();
    pointing.selected = { kind: 'client', id: 'b1-a-0' };
    expect(pointing.selectedInPicture()).toEqual({ kind: 'room', id: 'a' });
    pointing.selected = { kind: 'client', id: 'gone' };
    expect([pointing.selectedInPicture(), pointing.discOfSelected()]).toEqual([null, null]);
  });
});
