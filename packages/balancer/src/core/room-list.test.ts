import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import { roomKey, type RoomKey, type RoomMetadata } from '@usher/protocol';
import { World } from '../../test/router-world.ts';
import { RoomList } from './room-list.ts';

const key = (name: string) => roomKey(name) as RoomKey;
const listed = (world: World) => JSON.parse(world.router.roomList) as RoomMetadata[];
const names = (world: World) => listed(world).map(({ name }) => name);

/** Monolith `from` tells of a room. */
function tell(world: World, from: string, metadata: RoomMetadata, epoch = 1): void {
  world.control(from, { action: 'loaded', room: key(metadata.name), epoch, metadata });
}

describe('the room list', () => {
  it('[BAL-20] shows public rooms of all Monoliths, users descending, then by name, as they were told last', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    expect(listed(world)).toEqual([]);
    tell(world, 'a', { name: 'Few', visibility: 'public', users: 1 });
    tell(world, 'b', { name: 'Many', visibility: 'public', users: 9, title: 'The many' });
    tell(world, 'b', { name: 'Also', visibility: 'public', users: 1 });
    tell(world, 'a', { name: 'Empty', visibility: 'public' });
    tell(world, 'a', { name: 'Secret', visibility: 'unlisted', users: 5 });
    expect(names(world)).toEqual(['Many', 'Also', 'Few', 'Empty']);
    expect(listed(world)[0]).toEqual({ name: 'Many', visibility: 'public', users: 9, title: 'The many' });

    tell(world, 'a', { name: 'Few', visibility: 'public', users: 10 });
    tell(world, 'b', { name: 'Many', visibility: 'private', users: 9 });
    tell(world, 'a', { name: 'Secret', visibility: 'public', users: 5 });
    expect(names(world)).toEqual(['Few', 'Secret', 'Also', 'Empty']);
  });

  it('[BAL-20] [LNK-31] [LNK-32] shows a room as long as somebody has it, also when its Monolith does not repeat itself', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    for (const name of ['foo', 'bar', 'baz']) tell(world, 'a', { name, visibility: 'public' });
    world.gossip('a', { foo: 1, bar: 1 });
    expect(names(world)).toEqual(['bar', 'foo']);
    world.gossip('b', { foo: 2 });
    expect(names(world)).toEqual(['bar', 'foo']);
    world.unloaded('a', 'bar', 'keepalive');
    expect(names(world)).toEqual(['foo']);
    world.down('b');
    expect(names(world)).toEqual([]);
  });

  it('[BAL-20] is the same as if it were made anew for everyone who asks', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const step = fc.oneof(
      fc.record({
        name,
        visibility: fc.constantFrom('public' as const, 'unlisted' as const),
        users: fc.option(fc.nat(2)),
      }),
      fc.record({ gone: name }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const list = new RoomList();
        const model = new Map<string, RoomMetadata>();
        for (const each of steps) {
          if ('gone' in each) {
            list.forget(key(each.gone));
            model.delete(each.gone);
          } else {
            list.describe(key(each.name), each);
            model.set(each.name, each);
          }
          const expected = [...model.values()]
            .filter(({ visibility }) => visibility === 'public')
            .toSorted((a, b) => (b.users ?? 0) - (a.users ?? 0) || (a.name < b.name ? -1 : 1));
          expect(list.json).toBe(JSON.stringify(expected));
        }
      }),
    );
  });
});
