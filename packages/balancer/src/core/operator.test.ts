import { describe, expect, it } from 'bun:test';
import { LIMITS } from '@usher/protocol';
import { World } from '../../test/router-world.ts';

/** Monolith `a` has `foo`, with c1 in it; `b` has nothing. */
function siteOfTwo(): World {
  const world = new World();
  world.up('a');
  world.up('b');
  world.loaded('a', 'foo', 5);
  world.enter('c1');
  world.answered('c1');
  return world;
}

describe('what operators ask for', () => {
  it('[BAL-30] [LNK-40] a room moves to where it is told', () => {
    const world = siteOfTwo();
    world.up('c');
    expect(world.operatorMoves('foo', 'c')).toEqual(['unload foo@5 at a to c']);
    expect(world.where()).toBe('reported a'); // until its Monolith has let it go
    expect(world.unloaded('a', 'foo', 'moved', 'c')).toEqual(['park c1', 'join c1 at c resume']);
  });

  it('[BAL-30] a room that is told nothing moves to any other Monolith', () => {
    const world = siteOfTwo();
    expect(world.operatorMoves('foo', null)).toEqual(['unload foo@5 at a to b']);
  });

  it('[BAL-30] what cannot move stays: unknown, unreported, there already, or with nowhere to go', () => {
    const world = siteOfTwo();
    world.enter('c2', 'placed');
    for (const [room, to] of [
      ['unknown', 'b'],
      ['placed', null],
      ['foo', 'a'],
      ['foo', 'unknown'],
    ] as const)
      expect(world.operatorMoves(room, to)).toEqual([]);
    world.down('b');
    expect(world.operatorMoves('foo', null)).toEqual([]);
  });

  it('[BAL-30] a drained Monolith gets no new room, and all that it has move, those it reports later too', () => {
    const world = siteOfTwo();
    world.loaded('a', 'bar', 6);
    expect(world.drainMonolith('a')).toEqual(['unload foo@5 at a to b', 'unload bar@6 at a to b']);
    for (let n = 0; n < 20; n++) expect(world.enter(`x${n}`, `room${n}`)).toEqual([`join x${n} at b`]);
    expect(world.loaded('a', 'late', 7)).toEqual(['unload late@7 at a to b']);
  });

  it('[BAL-30] with nowhere to go the rooms of a drained Monolith wait; its next gossip asks again', () => {
    const world = siteOfTwo();
    world.down('b');
    expect(world.drainMonolith('a')).toEqual([]);
    world.up('b');
    expect(world.gossip('a', { foo: 5 })).toEqual(['unload foo@5 at a to b']);
  });

  it('[BAL-30] [BAL-35] a room that another Balancer keeps sending back stays for a while', () => {
    const world = siteOfTwo();
    world.drainMonolith('a');
    const again = (epoch: number) =>
      world.loaded('a', 'foo', epoch).filter((words) => words.startsWith('unload'));
    expect(again(6)).toEqual(['unload foo@6 at a to b']);
    expect(world.unloaded('a', 'foo', 'moved', 'b')).toContain('join c1 at b resume');
    world.gone('c1');
    expect(again(7)).toEqual([]);
    world.wait(LIMITS.roomEvictionMs);
    expect(again(8)).toEqual(['unload foo@8 at a to b']);
  });

  it('[BAL-30] a kicked client leaves and is closed, whatever its state', () => {
    const world = siteOfTwo();
    world.open('new');
    expect(world.operatorKicks('new', 4000)).toEqual(['close new 4000']);
    expect(world.operatorKicks('c1', 4005)).toEqual(['leave c1 at a', 'close c1 4005']);
    expect(world.operatorKicks('c1', 4005)).toEqual([]);
  });
});

describe('draining', () => {
  it('[BAL-32] [LNK-25] sends clients away one by one over the drain time, their places kept for the rest and 15 s', () => {
    const world = siteOfTwo();
    for (const id of ['c2', 'c3']) {
      world.enter(id);
      world.answered(id);
    }
    world.open('new');
    expect(world.drain(8_000)).toEqual(['leave c1 at a away 23000', 'close c1 1012 after a']);
    expect(world.wait(1_999)).toEqual([]);
    expect(world.wait(1)).toEqual(['leave c2 at a away 21000', 'close c2 1012 after a']);
    expect(world.wait(2_000)).toEqual(['leave c3 at a away 19000', 'close c3 1012 after a']);
    expect(world.wait(2_000)).toEqual(['close new 1012']);
    expect(world.router.clients.size).toBe(0);
  });

  it('[BAL-32] who leaves by itself meanwhile has left; who still comes is sent on', () => {
    const world = siteOfTwo();
    world.enter('c2');
    world.drain(20_000);
    expect(world.gone('c2')).toEqual(['leave c2 at a']);
    expect(world.open('late')).toEqual(['close late 1012']);
    expect(world.drain(20_000)).toEqual([]);
    world.wait(20_000);
    expect(world.router.deadlineMs()).toBeNull();
  });
});
