import { layOut } from '../../model/layout.ts';
import { OWN } from '../../model/known-feeds.ts';
import { placeRooms } from '../../model/room-places.ts';
import { snapshotOf } from '../../model/snapshot.ts';
import { feedOf } from '../../model/testing/feed-of.ts';
import { knowing } from '../../model/testing/knowing.ts';
import { WHOLE } from '../camera.ts';
import type { Frame } from '../frame.ts';
import type { Palette } from '../palette.ts';
import { Scene } from '../scene.ts';
import { Drawing } from './drawing.ts';

const SIZE = { width: 1000, height: 800 };

/** A frame of a site with these rooms in which everything is where it belongs, and where it is drawn; for tests. */
export function frameOf(rooms: Parameters<typeof knowing>[1]): {
  readonly frame: Frame;
  readonly drawing: Drawing;
} {
  const { view, waitsOf } = snapshotOf([feedOf(OWN, knowing('b1', rooms))], []);
  const layout = layOut('topology', view, placeRooms(new Map(), view), { x: 0, y: 0, ...SIZE });
  const scene = new Scene();
  scene.update(view, layout, true);
  const drawing = new Drawing();
  const frame: Frame = {
    context: drawing.context,
    size: SIZE,
    ratio: 1,
    camera: WHOLE,
    palette: new Proxy({} as Palette, { get: (_, name) => String(name) }),
    view,
    layout,
    scene,
    pulses: [],
    waitsOf,
    selected: null,
    hovered: null,
    words: {
      counts: (ofRooms, ofClients) => `${ofRooms} rooms, ${ofClients} clients`,
      clients: (count) => `${count} clients`,
      waiting: (count) => `${count} waiting`,
      draining: 'draining',
      lost: 'lost',
      congested: 'congested',
      homeless: 'homeless',
    },
  };
  return { frame, drawing };
}
