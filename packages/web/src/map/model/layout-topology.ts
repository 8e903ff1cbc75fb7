import { gridOf, inset, middleOf, type Disc, type Rect } from './geometry.ts';
import type { Layout } from './layout.ts';
import { bubbles } from './room-discs.ts';
import { groupsOf, type RoomPlaces } from './room-places.ts';
import type { BalancerNode, SiteView } from './site-view.ts';

/** Room for the Balancers above the Monoliths, and for a Monolith's name below it. */
const BALANCERS_HEIGHT = 104;
const NAME_HEIGHT = 46;
const GAP = 10;
export const BALANCER_RADIUS = 19;

/** Balancers above, Monoliths below with their rooms inside. */
export function layOutTopology(view: SiteView, places: RoomPlaces, area: Rect): Layout {
  const groups = groupsOf(view);
  const monoliths = discsOf(
    groups.map(({ id }) => id),
    inset(area, GAP, BALANCERS_HEIGHT, GAP, GAP),
  );
  return {
    balancers: rowOf(view.balancers, area),
    monoliths,
    rooms: bubbles(groups, monoliths, places),
    regions: [],
    isTree: false,
  };
}

/** One disc for each, of one size, with room for its name. */
export function discsOf(ids: readonly string[], area: Rect): Map<string, Disc> {
  const cells = gridOf(ids.length, area, { width: 2 * GAP, height: GAP + NAME_HEIGHT });
  return new Map(
    ids.map((id, index): [string, Disc] => {
      const cell = inset(cells[index] ?? area, GAP, GAP, GAP, NAME_HEIGHT);
      return [
        id,
        {
          x: cell.x + cell.width / 2,
          y: cell.y + cell.height / 2,
          radius: Math.min(cell.width, cell.height) / 2,
        },
      ];
    }),
  );
}

/** The Balancers side by side at the top. */
export function rowOf(balancers: readonly BalancerNode[], area: Rect): Map<string, Disc> {
  return new Map(
    balancers.map(({ id }, index): [string, Disc] => [
      id,
      {
        x: middleOf(index, balancers.length, area.x, area.width),
        y: area.y + BALANCERS_HEIGHT * 0.42,
        radius: BALANCER_RADIUS,
      },
    ]),
  );
}
