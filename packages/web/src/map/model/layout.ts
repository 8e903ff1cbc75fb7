import { layOutRegions } from './layout-regions.ts';
import { layOutTopology } from './layout-topology.ts';
import { layOutTree } from './layout-tree.ts';
import type { Disc, Rect } from './geometry.ts';
import type { RoomPlaces } from './room-places.ts';
import type { SiteView } from './site-view.ts';

export const VIEWS = ['topology', 'tree', 'regions'] as const;
export type ViewKind = (typeof VIEWS)[number];

/** Where everything belongs. Nothing in it depends on chance or on what was there before, but for the rooms' places. */
export interface Layout {
  readonly balancers: ReadonlyMap<string, Disc>;
  /** `NOWHERE` stands for the rooms that no Monolith has. */
  readonly monoliths: ReadonlyMap<string, Disc>;
  readonly rooms: ReadonlyMap<string, Disc>;
  readonly regions: readonly RegionPanel[];
  /** Rooms stand beside their Monolith, so lines lead to them, rather than within it. */
  readonly isTree: boolean;
}

export interface RegionPanel extends Rect {
  readonly region: string;
}

export function layOut(kind: ViewKind, view: SiteView, places: RoomPlaces, area: Rect): Layout {
  switch (kind) {
    case 'topology':
      return layOutTopology(view, places, area);
    case 'tree':
      return layOutTree(view, places, area);
    case 'regions':
      return layOutRegions(view, places, area);
  }
}
