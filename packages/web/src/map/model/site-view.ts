import type { Figures, MonolithFigures } from '@usher/protocol/operators';
import type { BalancerModel } from './balancer-model.ts';
import { worstLinks } from './worst-links.ts';

/** A room as all Balancers together know it. */
export interface RoomNode {
  readonly key: string;
  readonly monolith: string | null;
  readonly isLoaded: boolean;
  readonly clients: number;
  readonly waiting: number;
}

export interface MonolithNode {
  readonly id: string;
  readonly region: string;
  readonly isDraining: boolean;
  readonly rooms: readonly RoomNode[];
  readonly clients: number;
  readonly waiting: number;
  /** Of the worst link to it. */
  readonly figures: MonolithFigures | null;
}

export interface BalancerNode {
  readonly id: string;
  readonly region: string;
  /** `lost`: it was there, and cannot be read now; nobody knows what it has. */
  readonly state: 'serving' | 'draining' | 'lost';
  /** Those that it has a link to. */
  readonly monoliths: readonly string[];
  readonly clients: number;
  readonly figures: Figures | null;
}

/** What the map shows at one moment: everything in an order that stays the same while nothing comes or goes. */
export interface SiteView {
  readonly balancers: readonly BalancerNode[];
  readonly monoliths: readonly MonolithNode[];
  readonly balancerById: ReadonlyMap<string, BalancerNode>;
  readonly monolithById: ReadonlyMap<string, MonolithNode>;
  /** Where there are Monoliths. */
  readonly regions: ReadonlySet<string>;
  /** Rooms that no Monolith has, where clients wait. */
  readonly homeless: readonly RoomNode[];
  readonly rooms: ReadonlyMap<string, RoomNode>;
  readonly clients: number;
  readonly waiting: number;
}

/**
 * Puts together what several Balancers know: Monoliths and rooms are the same to all, clients are each one's own. Of those that are
 * lost only that they are.
 */
export function viewOf(models: readonly BalancerModel[], lost: readonly BalancerModel[] = []): SiteView {
  const rooms = mergeRooms(models);
  const byMonolith = Map.groupBy(rooms.values(), ({ monolith }) => monolith);
  const monoliths = mergeMonoliths(models, byMonolith);
  const monolithById = new Map(monoliths.map((node) => [node.id, node]));
  const homeless = [...rooms.values()].filter(
    ({ monolith }) => monolith === null || !monolithById.has(monolith),
  );
  const balancers = [...models.map(balancerNode), ...lost.map(lostNode)].toSorted(byId);
  return {
    balancers,
    monoliths,
    balancerById: new Map(balancers.map((node) => [node.id, node])),
    monolithById,
    regions: new Set(monoliths.map(({ region }) => region)),
    homeless,
    rooms,
    clients: sum(rooms.values(), ({ clients }) => clients),
    waiting: sum(rooms.values(), ({ waiting }) => waiting),
  };
}

function mergeRooms(models: readonly BalancerModel[]): Map<string, RoomNode> {
  const rooms = new Map<string, RoomNode>();
  for (const model of models) {
    for (const { key, monolith, isLoaded, clients, waiting } of model.rooms.values()) {
      const before = rooms.get(key);
      // Who has heard from the room's Monolith knows better than who has only placed it.
      const place =
        before !== undefined && (before.isLoaded || (before.monolith !== null && !isLoaded))
          ? before
          : { monolith, isLoaded };
      rooms.set(key, {
        key,
        monolith: place.monolith,
        isLoaded: place.isLoaded,
        clients: clients.size + (before?.clients ?? 0),
        waiting: waiting + (before?.waiting ?? 0),
      });
    }
  }
  return rooms;
}

function mergeMonoliths(
  models: readonly BalancerModel[],
  byMonolith: ReadonlyMap<string | null, readonly RoomNode[]>,
): MonolithNode[] {
  const monoliths = new Map<string, MonolithNode>();
  const links = worstLinks(models);
  for (const { id, region, isDraining } of models.flatMap((model) => [...model.monoliths.values()])) {
    const rooms = byMonolith.get(id) ?? [];
    monoliths.set(id, {
      id,
      region,
      isDraining: isDraining || (monoliths.get(id)?.isDraining ?? false),
      rooms,
      clients: sum(rooms, ({ clients }) => clients),
      waiting: sum(rooms, ({ waiting }) => waiting),
      figures: links.get(id) ?? null,
    });
  }
  return [...monoliths.values()].toSorted((a, b) => compare(a.region, b.region) || byId(a, b));
}

const balancerNode = ({
  id,
  region,
  isDraining,
  monoliths,
  clients,
  figures,
}: BalancerModel): BalancerNode => ({
  id,
  region,
  state: isDraining ? 'draining' : 'serving',
  monoliths: [...monoliths.keys()].toSorted(compare),
  clients: clients.size,
  figures,
});

const lostNode = ({ id, region }: BalancerModel): BalancerNode => ({
  id,
  region,
  state: 'lost',
  monoliths: [],
  clients: 0,
  figures: null,
});

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { readonly id: string }, b: { readonly id: string }) => compare(a.id, b.id);

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
