import type { BalancerModel } from './balancer-model.ts';
import type { Disc } from './geometry.ts';
import type { Layout } from './layout.ts';
import type { SiteView } from './site-view.ts';

/** What is looked at. A client is seen as its room. */
export interface Selection {
  readonly kind: 'balancer' | 'monolith' | 'room' | 'client';
  readonly id: string;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** So many of what was searched for. */
const FOUND_MAX = 20;

/** Whose name has `text` in it: Balancers, Monoliths, rooms, then clients; those whose name begins with it first. */
export function find(text: string, view: SiteView, models: readonly BalancerModel[]): readonly Selection[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const matches = (kind: Selection['kind'], ids: Iterable<string>): Selection[] => {
    const found: Selection[] = [];
    for (const id of ids) if (id.toLowerCase().includes(wanted)) found.push({ kind, id });
    return found;
  };
  const all = [
    ...matches(
      'balancer',
      view.balancers.map(({ id }) => id),
    ),
    ...matches(
      'monolith',
      view.monoliths.map(({ id }) => id),
    ),
    ...matches('room', view.rooms.keys()),
    ...models.flatMap(({ clients }) => matches('client', clients.keys())),
  ];
  const begins = ({ id }: Selection) => Number(!id.toLowerCase().startsWith(wanted));
  return all.toSorted((a, b) => begins(a) - begins(b)).slice(0, FOUND_MAX);
}

/** Where the selection is in the picture, or `null` when it is gone. */
export function discOf(selection: Selection, layout: Layout, models: readonly BalancerModel[]): Disc | null {
  switch (selection.kind) {
    case 'balancer':
      return layout.balancers.get(selection.id) ?? null;
    case 'monolith':
      return layout.monoliths.get(selection.id) ?? null;
    case 'room':
      return layout.rooms.get(selection.id) ?? null;
    case 'client': {
      const room = roomOfClient(selection.id, models);
      return room === null ? null : (layout.rooms.get(room) ?? null);
    }
  }
}

export function roomOfClient(client: string, models: readonly BalancerModel[]): string | null {
  for (const { clients } of models) {
    const room = clients.get(client);
    if (room !== undefined) return room.key;
  }
  return null;
}

/** What lies next in a direction, as an arrow key means it: near, and rather straight ahead than aside. */
export function neighbour(from: Disc | null, direction: Direction, layout: Layout): Selection | null {
  const all = targets(layout);
  if (from === null) return all[0]?.selection ?? null;
  let best: Selection | null = null;
  let bestCost = Infinity;
  for (const { selection, disc } of all) {
    const [ahead, aside] = relative(from, disc, direction);
    if (ahead <= 0.5) continue;
    const cost = ahead + 2.5 * Math.abs(aside);
    if (cost >= bestCost) continue;
    best = selection;
    bestCost = cost;
  }
  return best;
}

function relative(from: Disc, to: Disc, direction: Direction): readonly [ahead: number, aside: number] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  switch (direction) {
    case 'left':
      return [-dx, dy];
    case 'right':
      return [dx, dy];
    case 'up':
      return [-dy, dx];
    case 'down':
      return [dy, dx];
  }
}

function targets(layout: Layout): { readonly selection: Selection; readonly disc: Disc }[] {
  const of = (kind: Selection['kind'], discs: ReadonlyMap<string, Disc>) =>
    [...discs].filter(([id]) => id !== '').map(([id, disc]) => ({ selection: { kind, id }, disc }));
  // A Monolith around its rooms is met at its name, above them.
  const monoliths = of('monolith', layout.monoliths).map(({ selection, disc }) => ({
    selection,
    disc: layout.isTree ? disc : { ...disc, y: disc.y - disc.radius },
  }));
  return [...of('balancer', layout.balancers), ...monoliths, ...of('room', layout.rooms)];
}

/** What is at a point: the smallest thing that it lies in. */
export function hit(x: number, y: number, layout: Layout, tolerance: number): Selection | null {
  const within = ({ x: cx, y: cy, radius }: Disc, slack: number) =>
    Math.hypot(x - cx, y - cy) <= radius + slack;
  for (const [id, disc] of layout.rooms) if (within(disc, tolerance)) return { kind: 'room', id };
  for (const [id, disc] of layout.balancers) if (within(disc, tolerance)) return { kind: 'balancer', id };
  for (const [id, disc] of layout.monoliths)
    if (id !== '' && within(disc, tolerance)) return { kind: 'monolith', id };
  return null;
}
