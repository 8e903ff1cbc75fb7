import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import type { Disc } from './geometry.ts';
import { layOut, VIEWS, type Layout } from './layout.ts';
import { placeRooms, NOWHERE } from './room-places.ts';
import { viewOf, type SiteView } from './site-view.ts';
import { knowing } from './testing/knowing.ts';

const AREA = { x: 0, y: 0, width: 1080, height: 840 };
const SLACK = 1e-6;

const monoliths = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
const rooms = fc.uniqueArray(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 40 }), fc.nat({ max: 5 })), {
  maxLength: 120,
  selector: ([n]) => n,
});

/** Any site; a few rooms have no Monolith. */
const anySite: fc.Arbitrary<SiteView> = fc
  .tuple(monoliths, rooms, fc.integer({ min: 1, max: 3 }))
  .map(([ids, specs, balancers]) =>
    viewOf(
      Array.from({ length: balancers }, (_, n) =>
        knowing(
          `balancer-${n}`,
          specs.map(([name, clients, at]) => [`room-${name}`, ids[at] ?? null, clients, clients % 3]),
          {
            region: n % 2 === 0 ? 'here' : 'there',
            monoliths: Object.fromEntries(ids.map((id) => [id, id > 'b' ? 'there' : 'here'])),
          },
        ),
      ),
    ),
  );

function overlap(discs: readonly Disc[]): boolean {
  return discs.some((a, index) =>
    discs.slice(index + 1).some((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius - SLACK),
  );
}

const isWithin = (inner: Disc, outer: Disc) =>
  Math.hypot(inner.x - outer.x, inner.y - outer.y) + inner.radius <= outer.radius + SLACK;

const all = (layout: Layout): Disc[] => [
  ...layout.balancers.values(),
  ...layout.monoliths.values(),
  ...layout.rooms.values(),
];

describe.each([...VIEWS])('the %s', (kind) => {
  it('[WEB-20] has a place for everything, inside the picture, and nothing on top of another', () => {
    fc.assert(
      fc.property(anySite, (view) => {
        const layout = layOut(kind, view, placeRooms(new Map(), view), AREA);
        expect([...layout.rooms.keys()].toSorted()).toEqual([...view.rooms.keys()].toSorted());
        expect(layout.balancers.size).toBe(view.balancers.length);
        expect(layout.monoliths.size).toBe(view.monoliths.length + Number(view.homeless.length > 0));
        for (const { x, y, radius } of all(layout)) {
          expect(radius).toBeGreaterThan(0);
          expect(x).toBeWithin(0, AREA.width);
          expect(y).toBeWithin(0, AREA.height);
        }
        expect(overlap([...layout.rooms.values()])).toBe(false);
        expect(overlap([...layout.balancers.values(), ...layout.monoliths.values()])).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('[WEB-20] leaves rooms where they are when others come and go', () => {
    const before = viewOf([
      knowing('1', [
        ['x', 'a', 2],
        ['y', 'a', 5],
        ['z', 'b', 1],
      ]),
    ]);
    const after = viewOf([
      knowing('1', [
        ['y', 'a', 5],
        ['z', 'b', 1],
        ['new', 'b', 3],
      ]),
    ]);
    const places = placeRooms(new Map(), before);
    const [first, second] = [
      layOut(kind, before, places, AREA),
      layOut(kind, after, placeRooms(places, after), AREA),
    ];
    for (const key of ['y', 'z']) expect(second.rooms.get(key)).toEqual(first.rooms.get(key) as Disc);
  });
});

describe('rooms in the topology', () => {
  it('[WEB-20] are within their Monolith, and larger the more clients they have', () => {
    fc.assert(
      fc.property(anySite, (view) => {
        const layout = layOut('topology', view, placeRooms(new Map(), view), AREA);
        for (const { key, monolith } of view.rooms.values()) {
          const outer = layout.monoliths.get(monolith ?? NOWHERE);
          const inner = layout.rooms.get(key);
          expect(inner && outer && isWithin(inner, outer)).toBe(true);
        }
        const bySize = [...view.rooms.values()].toSorted((a, b) => a.clients - b.clients);
        const radii = bySize.map(({ key }) => layout.rooms.get(key)?.radius ?? 0);
        expect(radii).toEqual(radii.toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });

  it('[WEB-20] of one region stand in its panel', () => {
    const view = viewOf([
      knowing(
        '1',
        [
          ['foo', 'a', 1],
          ['bar', 'b', 1],
        ],
        { monoliths: { a: 'eu', b: 'us' }, region: 'eu' },
      ),
    ]);
    const { regions, rooms: placed } = layOut('regions', view, placeRooms(new Map(), view), AREA);
    expect(regions.map(({ region }) => region)).toEqual(['eu', 'us']);
    for (const [room, region] of [
      ['foo', 'eu'],
      ['bar', 'us'],
    ] as const) {
      const panel = regions.find((each) => each.region === region);
      const { x = 0, y = 0 } = placed.get(room) ?? {};
      expect(panel && x > panel.x && x < panel.x + panel.width && y > panel.y).toBe(true);
    }
  });
});
