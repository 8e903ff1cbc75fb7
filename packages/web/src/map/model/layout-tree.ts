import { middleOf, type Disc, type Rect } from './geometry.ts';
import type { Layout } from './layout.ts';
import { BALANCER_RADIUS } from './layout-topology.ts';
import { capacity, clientScale, roomRadius } from './room-discs.ts';
import { groupsOf, type RoomGroup, type RoomPlaces } from './room-places.ts';
import type { SiteView } from './site-view.ts';
import { inSteps } from './slots.ts';

/** Parts of the width: where Balancers and Monoliths stand, and where the rooms begin and end. */
const COLUMNS = { balancers: 0.09, monoliths: 0.3, rooms: 0.46, end: 0.97 } as const;
const MONOLITH_RADIUS = 15;
const BAND_GAP = 18;
const CELL_MAX = 64;

/** From left to right: Balancers, Monoliths, and their rooms in rows. */
export function layOutTree(view: SiteView, places: RoomPlaces, area: Rect): Layout {
  const groups = groupsOf(view);
  const bands = bandsOf(groups, places, area);
  const monoliths = new Map<string, Disc>();
  const rooms = new Map<string, Disc>();
  const cell = Math.min(CELL_MAX, ...bands.map((band) => cellOf(inSteps(capacity(places, band.id)), band)));
  const scale = clientScale(groups);
  for (const band of bands) {
    const x = area.x + area.width * COLUMNS.monoliths;
    monoliths.set(band.id, { x, y: band.y + band.height / 2, radius: MONOLITH_RADIUS });
    const perRow = Math.max(1, Math.floor(band.width / cell));
    const rows = Math.ceil(inSteps(capacity(places, band.id)) / perRow);
    const top = band.y + (band.height - rows * cell) / 2;
    for (const room of band.rooms) {
      const slot = places.get(band.id)?.get(room.key) ?? 0;
      rooms.set(room.key, {
        x: band.x + ((slot % perRow) + 0.5) * cell,
        y: top + (Math.floor(slot / perRow) + 0.5) * cell,
        radius: roomRadius(room, cell * 0.42, scale),
      });
    }
  }
  return { balancers: columnOf(view, area), monoliths, rooms, regions: [], isTree: true };
}

type Band = RoomGroup & Rect;

/** Each Monolith has as much of the height as its rooms need, and at least a line for itself. */
function bandsOf(groups: readonly RoomGroup[], places: RoomPlaces, area: Rect): Band[] {
  const weights = groups.map(({ id }) => 6 + inSteps(capacity(places, id)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const left = area.x + area.width * COLUMNS.rooms;
  let y = area.y;
  return groups.map((group, index) => {
    const height = (area.height * (weights[index] ?? 0)) / Math.max(1, total);
    const band = {
      ...group,
      x: left,
      y: y + BAND_GAP / 2,
      width: area.width * (COLUMNS.end - COLUMNS.rooms),
      height: Math.max(1, height - BAND_GAP),
    };
    y += height;
    return band;
  });
}

/** The largest square of which so many fit in. */
function cellOf(count: number, { width, height }: Rect): number {
  let cell = CELL_MAX;
  while (cell > 4 && Math.floor(width / cell) * Math.floor(height / cell) < count) cell *= 0.94;
  return cell;
}

function columnOf({ balancers }: SiteView, area: Rect): Map<string, Disc> {
  return new Map(
    balancers.map(({ id }, index): [string, Disc] => [
      id,
      {
        x: area.x + area.width * COLUMNS.balancers,
        y: middleOf(index, balancers.length, area.y, area.height),
        radius: BALANCER_RADIUS,
      },
    ]),
  );
}
