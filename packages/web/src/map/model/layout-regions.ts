import { gridOf, inset, type Disc, type Rect } from './geometry.ts';
import type { Layout, RegionPanel } from './layout.ts';
import { discsOf, rowOf } from './layout-topology.ts';
import { bubbles } from './room-discs.ts';
import { groupsOf, NOWHERE, type RoomPlaces } from './room-places.ts';
import type { SiteView } from './site-view.ts';

const GAP = 8;
/** For a region's name, and for its Balancers. */
const NAME_HEIGHT = 30;
const BALANCERS_HEIGHT = 84;

/** A panel for each region, with its Balancers and Monoliths inside. */
export function layOutRegions(view: SiteView, places: RoomPlaces, area: Rect): Layout {
  const groups = groupsOf(view);
  const regionOf = new Map(view.monoliths.map(({ id, region }) => [id, region]));
  const names = regionsOf(view);
  const cells = gridOf(names.length, area, { width: 2 * GAP, height: NAME_HEIGHT + BALANCERS_HEIGHT });
  const panels = names.map((region, index): RegionPanel =>
    Object.assign(inset(cells[index] ?? area, GAP, GAP), { region }),
  );
  const balancers = new Map<string, Disc>();
  const monoliths = new Map<string, Disc>();
  for (const panel of panels) {
    const own = view.balancers.filter(({ region }) => region === panel.region);
    const ids = groups.map(({ id }) => id).filter((id) => (regionOf.get(id) ?? NOWHERE) === panel.region);
    const inside = inset(panel, GAP, NAME_HEIGHT, GAP, GAP);
    for (const [id, disc] of rowOf(own, inside)) balancers.set(id, disc);
    const below = inset(inside, 0, own.length > 0 ? BALANCERS_HEIGHT : 0, 0, 0);
    for (const [id, disc] of discsOf(ids, below)) monoliths.set(id, disc);
  }
  return { balancers, monoliths, rooms: bubbles(groups, monoliths, places), regions: panels, isTree: false };
}

function regionsOf({ balancers, monoliths, homeless }: SiteView): readonly string[] {
  const named = [...balancers, ...monoliths].map(({ region }) => region);
  return [...new Set(homeless.length > 0 ? [...named, NOWHERE] : named)].toSorted();
}
