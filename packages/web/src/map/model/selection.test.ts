import { describe, expect, it } from 'bun:test';
import { layOut } from './layout.ts';
import { placeRooms } from './room-places.ts';
import { discOf, find, hit, neighbour, roomOfClient, type Selection } from './selection.ts';
import { viewOf } from './site-view.ts';
import { knowing } from './testing/knowing.ts';

const model = knowing('balancer', [
  ['lounge', 'a', 2],
  ['cinema', 'a', 1],
  ['attic', 'b', 1],
]);
const view = viewOf([model]);
const layout = layOut('topology', view, placeRooms(new Map(), view), {
  x: 0,
  y: 0,
  width: 1000,
  height: 800,
});

describe('the search', () => {
  it('[WEB-20] finds Monoliths, rooms and clients by a part of their names, beginnings first', () => {
    expect(find('LOUNGE', view, [model]).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'room lounge',
      'client balancer-lounge-0',
      'client balancer-lounge-1',
    ]);
    expect(find('a', view, [model])[0]).toEqual({ kind: 'monolith', id: 'a' });
    expect(find('  ', view, [model])).toEqual([]);
    expect(find('nobody', view, [model])).toEqual([]);
  });

  it('[WEB-20] shows a client as its room', () => {
    expect(roomOfClient('balancer-attic-0', [model])).toBe('attic');
    const client: Selection = { kind: 'client', id: 'balancer-attic-0' };
    expect(discOf(client, layout, [model])).toEqual(layout.rooms.get('attic') ?? null);
    expect(discOf({ kind: 'client', id: 'gone' }, layout, [model])).toBeNull();
  });
});

describe('the selection', () => {
  it('[WEB-20] begins somewhere, and every thing can be reached by arrow keys', () => {
    const reached = new Set<string>();
    const waiting: (Selection | null)[] = [neighbour(null, 'down', layout)];
    while (waiting.length > 0) {
      const next = waiting.pop() ?? null;
      if (next === null || reached.has(`${next.kind} ${next.id}`)) continue;
      reached.add(`${next.kind} ${next.id}`);
      const from = discOf(next, layout, [model]);
      for (const direction of ['left', 'right', 'up', 'down'] as const)
        waiting.push(neighbour(from, direction, layout));
    }
    expect([...reached].toSorted()).toEqual([
      'balancer balancer',
      'monolith a',
      'monolith b',
      'room attic',
      'room cinema',
      'room lounge',
    ]);
  });

  it('[WEB-20] is the smallest thing under the pointer', () => {
    const room = layout.rooms.get('lounge');
    const monolith = layout.monoliths.get('a');
    if (room === undefined || monolith === undefined) throw new Error('not laid out');
    expect(hit(room.x, room.y, layout, 0)).toEqual({ kind: 'room', id: 'lounge' });
    expect(hit(monolith.x, monolith.y + monolith.radius - 2, layout, 0)).toEqual({
      kind: 'monolith',
      id: 'a',
    });
    expect(hit(1, 799, layout, 0)).toBeNull();
  });
});
