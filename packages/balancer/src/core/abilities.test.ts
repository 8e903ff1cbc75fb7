import { describe, expect, it } from 'bun:test';
import { World } from '../../test/router-world.ts';

/** One client, joined to the room `foo` at `a`. */
function joinedWorld(): World {
  const world = new World();
  world.up('a', { kind: 'ott' });
  world.loaded('a', 'foo', 5);
  world.enter('c1');
  world.answered('c1');
  return world;
}

describe('a Monolith that learns about clients from Joins and Leaves alone', () => {
  it('[CON-3] [OTT-2] answers the Join all the same; what was said meanwhile follows then', () => {
    const world = new World();
    world.up('a', { kind: 'ott' });
    expect(world.enter('c1')).toEqual(['join c1 at a']);
    expect(world.says('c1', 'm1')).toEqual([]);
    expect(world.answered('c1')).toEqual(['joined c1 at a m1']);
  });

  it('[OTT-3] kicks without naming the room', () => {
    const world = joinedWorld();
    world.up('b', { kind: 'ott' });
    expect(world.kick('b', null, 'c1', 4005)).toEqual([]);
    expect(world.kick('a', null, 'c1', 4005)).toEqual(['leave c1 at a', 'close c1 4005']);
  });

  it('[BAL-11] [OTT-3] undoes the placing by kicking the first client', () => {
    const world = new World();
    world.up('a', { kind: 'ott' });
    world.enter('c1');
    world.kick('a', null, 'c1', 4002);
    expect(world.router.rooms.size).toBe(0);
  });

  it('[OTT-3] [OTT-6] lets a client go: it keeps its socket, and joins again when the room is unloaded', () => {
    const world = joinedWorld();
    expect(world.letGo('a', 'c1')).toEqual(['leave c1 at a', 'park c1']);
    world.says('c1', 'm1');
    expect(world.unloaded('a', 'foo', 'commanded')).toEqual(['join c1 at a resume']);
    expect(world.answered('c1')).toEqual(['joined c1 at a m1']);
    expect(world.wait(60_000)).toEqual([]);
  });

  it('[OTT-3] joins again all the same when nothing is said about the room', () => {
    const world = joinedWorld();
    world.letGo('a', 'c1');
    expect(world.wait(999)).toEqual([]);
    expect(world.wait(1)).toEqual(['join c1 at a resume']);
  });

  it('[OTT-3] cannot let go a client that is elsewhere', () => {
    const world = joinedWorld();
    world.up('b', { kind: 'ott' });
    expect(world.letGo('b', 'c1')).toEqual([]);
    expect(world.letGo('a', 'nobody')).toEqual([]);
    expect(world.state('c1')).toBe('joined');
  });

  it('[OTT-6] is sent a Leave for whoever joins again over a link that has survived', () => {
    const world = joinedWorld();
    expect(world.unloaded('a', 'foo', 'keepalive')).toEqual([
      'leave c1 at a',
      'park c1',
      'join c1 at a resume',
    ]);
    world.loaded('a', 'foo', 6);
    world.up('b', { kind: 'ott' });
    expect(world.loaded('b', 'foo', 7)).toEqual([
      'leave c1 at a',
      'park c1',
      'unload foo@6 at a to b',
      'join c1 at b resume',
    ]);
    expect(world.down('b')).toEqual(['park c1', 'join c1 at a resume']);
  });

  it('[OTT-3] gets no room any more when it unloads for its shutdown', () => {
    const world = joinedWorld();
    world.letGo('a', 'c1');
    expect(world.unloaded('a', 'foo', 'shutdown')).toEqual([]);
    expect(world.up('b', { kind: 'ott' })).toEqual(['join c1 at b resume']);
  });

  it('[LNK-41] is not told when everyone has been joined again', () => {
    const world = joinedWorld();
    world.down('a');
    expect(world.up('a', { kind: 'ott' })).toEqual(['join c1 at a resume']);
    expect(world.gossip('a', { foo: 5 })).toEqual([]);
    expect(world.wait(60_000)).not.toContain('resumed a');
  });
});
