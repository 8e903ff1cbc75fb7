import { describe, expect, it } from 'bun:test';
import { World } from '../../test/router-world.ts';

const names = Array.from({ length: 400 }, (_, n) => `room-${n}`);

/** Which Monolith each room is given to by a fresh Balancer in front of these. */
function placements(monoliths: readonly string[], gossips = true): Map<string, string> {
  const world = new World();
  for (const id of monoliths) {
    world.up(id);
    if (gossips) world.gossip(id, {});
  }
  return new Map(
    names.map((room) => {
      world.enter(`client-of-${room}`, room);
      const [, at = ''] = world.where(room).split(' ');
      return [room, at];
    }),
  );
}

describe('placement', () => {
  it('[BAL-10] rendezvous: all Balancers choose alike, whatever the order they met the Monoliths in', () => {
    expect(placements(['a', 'b', 'c'], false)).toEqual(placements(['c', 'a', 'b'], false));
  });

  it('[BAL-10] rendezvous: adding one of n Monoliths moves about 1/n of the rooms, all of them to it', () => {
    const before = placements(['a', 'b', 'c'], false);
    const after = placements(['a', 'b', 'c', 'd'], false);
    const moved = names.filter((room) => before.get(room) !== after.get(room));
    expect(moved.every((room) => after.get(room) === 'd')).toBe(true);
    expect(moved.length).toBeGreaterThan(names.length / 4 / 1.5);
    expect(moved.length).toBeLessThan((names.length / 4) * 1.5);
  });

  it('[BAL-10] rendezvous: with gossip, no Monolith has more than 1.25 times its share', () => {
    const counts = new Map<string, number>();
    for (const at of placements(['a', 'b', 'c', 'd']).values()) counts.set(at, (counts.get(at) ?? 0) + 1);
    for (const count of counts.values())
      expect(count).toBeLessThanOrEqual(Math.ceil(1.25 * (names.length / 4)) + 1);
  });

  it('[BAL-10] the own region first; all others when it has nobody', () => {
    const world = new World({ region: 'here' });
    world.up('far', { region: 'there' });
    for (const room of names.slice(0, 20))
      expect(world.enter(`1-${room}`, room)).toEqual([`join 1-${room} at far`]);
    world.up('near');
    for (const room of names.slice(20, 40))
      expect(world.enter(`1-${room}`, room)).toEqual([`join 1-${room} at near`]);
    world.down('near');
    expect(world.where('room-25')).toBe('placed far');
  });

  it('[BAL-10] least-rooms and random spread rooms', () => {
    for (const placement of ['least-rooms', 'random'] as const) {
      const world = new World({ placement });
      world.up('a');
      world.up('b');
      for (const room of names) world.enter(`c-${room}`, room);
      const [a, b] = [...world.router.monoliths.values()].map(({ rooms }) => rooms.size);
      expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThan(placement === 'random' ? 100 : 2);
    }
  });

  it('[BAL-11] joins of the same instant follow the first; a room that nobody reports is forgotten 5 minutes after its last client', () => {
    const world = new World({ placement: 'random' });
    for (const id of ['a', 'b', 'c']) world.up(id);
    const [first] = world.enter('c1');
    const at = first?.split(' ').at(-1);
    for (let n = 2; n < 20; n++) expect(world.enter(`c${n}`)).toEqual([`join c${n} at ${at}`]);
    for (let n = 1; n < 20; n++) world.gone(`c${n}`);
    world.wait(299_999);
    expect(world.where()).toBe(`placed ${at}`);
    world.wait(1);
    expect(world.where()).toBe('nowhere');
  });
});
