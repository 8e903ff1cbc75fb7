import { describe, expect, it } from 'bun:test';
import { layOut } from '../model/layout.ts';
import { placeRooms, type RoomPlaces } from '../model/room-places.ts';
import { viewOf } from '../model/site-view.ts';
import { knowing } from '../model/testing/knowing.ts';
import { Scene } from './scene.ts';

type Rooms = Parameters<typeof knowing>[1];

/** A scene that is told of one state after another. */
function createStage() {
  const scene = new Scene();
  let places: RoomPlaces = new Map();
  const show = (rooms: Rooms) => {
    const view = viewOf([knowing('1', rooms)]);
    places = placeRooms(places, view);
    const layout = layOut('topology', view, places, { x: 0, y: 0, width: 1000, height: 800 });
    scene.update(view, layout, false);
    return layout;
  };
  const settle = () => {
    for (let n = 0; n < 1000 && scene.step(16); n++);
    return scene;
  };
  return { scene, show, settle };
}

describe('the scene', () => {
  it('[WEB-20] brings everything to where it belongs, and then rests', () => {
    const { scene, show, settle } = createStage();
    const layout = show([
      ['foo', 'a', 3],
      ['bar', 'b', 1],
    ]);
    expect(scene.rooms.get('foo')?.radius).toBe(0);
    settle();
    expect(scene.rooms.get('foo')).toMatchObject({ ...layout.rooms.get('foo') });
    expect(scene.step(16)).toBe(false);
  });

  it('[WEB-20] a room flies to another Monolith', () => {
    const { scene, show, settle } = createStage();
    const before = show([['foo', 'a', 3]]).rooms.get('foo');
    settle();
    const after = show([['foo', 'b', 3]]).rooms.get('foo');
    scene.step(50);
    const room = scene.rooms.get('foo');
    expect(room?.flight).toBeGreaterThan(0);
    expect(room?.x).toBeWithin(
      Math.min(before?.x ?? 0, after?.x ?? 0),
      Math.max(before?.x ?? 0, after?.x ?? 0),
    );
    settle();
    expect(room).toMatchObject({ ...after, flight: 0 });
  });

  it('[WEB-20] shows who comes and who goes, and that a room is over', () => {
    const { scene, show, settle } = createStage();
    show([['foo', 'a', 1]]);
    settle();
    show([['foo', 'a', 2]]);
    expect(scene.rooms.get('foo')?.ripple).toBe(1);
    settle();
    show([['foo', 'a', 1]]);
    expect(scene.rooms.get('foo')?.ripple).toBe(-1);
    show([]);
    expect(scene.rooms.size).toBe(1);
    settle();
    expect(scene.rooms.size).toBe(0);
  });

  it('[WEB-20] is warm where something is said, and cools down', () => {
    const { scene, show, settle } = createStage();
    show([['foo', 'a', 1]]);
    scene.warm('foo', 1000);
    scene.warm('nowhere', 1);
    expect(scene.rooms.get('foo')?.heat).toBe(1);
    settle();
    expect(scene.rooms.get('foo')?.heat).toBe(0);
  });

  it('[WEB-17] [WEB-20] with less motion everything is there at once', () => {
    const { scene, show } = createStage();
    scene.hasMotion = false;
    show([['foo', 'a', 1]]);
    const layout = show([['foo', 'b', 2]]);
    expect(scene.rooms.get('foo')).toMatchObject({ ...layout.rooms.get('foo'), flight: 0, ripple: 0 });
    show([]);
    expect(scene.rooms.size).toBe(0);
    expect(scene.step(16)).toBe(false);
  });
});
