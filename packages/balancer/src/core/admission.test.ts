import { describe, expect, it } from 'bun:test';
import { World } from '../../test/router-world.ts';

/** Monolith `a` has room `foo`, and takes two Joins at a time. */
function twoAtATime(): World {
  const world = new World({ joinsInFlightMax: 2 });
  world.up('a');
  world.loaded('a', 'foo', 1);
  return world;
}

const enterAll = (world: World, ids: readonly string[], room = 'foo') =>
  ids.flatMap((id) => world.enter(id, room));

describe('admission', () => {
  it('[BAL-12] more Joins than may be in flight wait their turn, in order', () => {
    const world = twoAtATime();
    expect(enterAll(world, ['c1', 'c2', 'c3', 'c4', 'c5'])).toEqual(['join c1 at a', 'join c2 at a']);
    expect(world.answered('c2')).toEqual(['joined c2 at a', 'join c3 at a']);
    expect(world.answered('c1')).toEqual(['joined c1 at a', 'join c4 at a']);
    expect(enterAll(world, ['c6'])).toEqual([]);
    expect(world.answered('c4')).toEqual(['joined c4 at a', 'join c5 at a']);
    expect(world.answered('c3')).toEqual(['joined c3 at a', 'join c6 at a']);
  });

  it('[BAL-12] the limit is per Monolith, over all its rooms', () => {
    const world = twoAtATime();
    world.up('b');
    world.loaded('b', 'bar', 1);
    expect(enterAll(world, ['c1', 'c2', 'c3'])).toEqual(['join c1 at a', 'join c2 at a']);
    expect(enterAll(world, ['d1', 'd2', 'd3'], 'bar')).toEqual(['join d1 at b', 'join d2 at b']);
    world.loaded('a', 'baz', 1);
    expect(world.enter('e1', 'baz')).toEqual([]);
    expect(world.answered('c1')).toEqual(['joined c1 at a', 'join c3 at a']);
    expect(world.answered('c2')).toEqual(['joined c2 at a', 'join e1 at a']);
  });

  it('[BAL-12] who leaves, in flight or in the line, makes room for the next', () => {
    const world = twoAtATime();
    enterAll(world, ['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(world.gone('c3')).toEqual([]); // its Join was never sent, so there is no Leave (LNK-25)
    expect(world.gone('c1')).toEqual(['leave c1 at a', 'join c4 at a']);
    expect(world.kick('a', 'foo', 'c2', 4005)).toEqual(['leave c2 at a', 'close c2 4005', 'join c5 at a']);
  });

  it('[BAL-12] a Monolith that does not answer holds the others up for 5 s at most', () => {
    const world = twoAtATime();
    enterAll(world, ['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(world.wait(4_999)).toEqual([]);
    expect(world.wait(1)).toEqual(['join c3 at a', 'join c4 at a']);
    expect(world.answered('c1')).toEqual(['joined c1 at a']); // it counts no more: no turn for c5
    expect(world.wait(5_000)).toEqual(['join c5 at a']);
  });

  it('[BAL-12] [CON-4] waiting in the line has the deadline of all waiting', () => {
    const world = new World({ joinsInFlightMax: 1, parkTimeoutMs: 3_000 });
    world.up('a');
    world.loaded('a', 'foo', 1);
    enterAll(world, ['c1', 'c2', 'c3']);
    const closed = ['close c1 1013', 'close c2 1013', 'close c3 1013', 'leave c1 at a'];
    expect(world.wait(3_000).toSorted()).toEqual(closed);
    expect(world.enter('c4')).toEqual(['join c4 at a']);
  });

  it('[BAL-12] to a Monolith that does not answer Joins, one is in flight only until it is written', () => {
    const world = new World({ joinsInFlightMax: 1 });
    world.up('a', { kind: 'seed' });
    for (const id of ['c1', 'c2', 'c3'])
      expect(world.enter(id)).toEqual([`join ${id} at a`, `joined ${id} at a`]);
  });

  it('[BAL-12] [CON-4] the loss of the link ends the line; elsewhere the order is kept', () => {
    const world = twoAtATime();
    enterAll(world, ['c1', 'c2', 'c3', 'c4']);
    expect(world.down('a')).toEqual(['park c1', 'park c2']);
    expect(world.up('b')).toEqual(['join c1 at b', 'join c2 at b']);
    expect(world.answered('c1')).toEqual(['joined c1 at b', 'join c3 at b']);
    expect(world.answered('c2')).toEqual(['joined c2 at b', 'join c4 at b']);
  });

  it('[BAL-12] [LNK-33] nobody has its turn where the room has just been unloaded', () => {
    const world = twoAtATime();
    world.up('b');
    enterAll(world, ['c1', 'c2', 'c3']);
    expect(world.unloaded('a', 'foo', 'moved', 'b')).toEqual([
      'park c1',
      'park c2',
      'join c1 at b',
      'join c2 at b',
    ]);
    expect(world.answered('c1')).toEqual(['joined c1 at b', 'join c3 at b']);
  });

  it('[BAL-12] [LNK-41] resumed is said when the last of the line has been re-joined', () => {
    const world = twoAtATime();
    enterAll(world, ['c1', 'c2', 'c3']);
    for (const id of ['c1', 'c2', 'c3']) world.answered(id);
    world.down('a');
    expect(world.up('a')).toEqual(['join c1 at a resume', 'join c2 at a resume']);
    expect(world.gossip('a', { foo: 1 })).toEqual([]);
    expect(world.answered('c1')).toEqual(['joined c1 at a', 'join c3 at a resume', 'resumed a']);
    expect(world.wait(1_000)).toEqual([]);
  });

  it('[BAL-12] ten times the joins take about ten times the work', () => {
    const storm = (clients: number) => {
      const world = new World();
      world.up('a');
      world.loaded('a', 'foo', 1);
      const before = process.cpuUsage();
      for (let n = 0; n < clients; n++) world.enter(`c${n}`, `room${n % 1000}`);
      let joined = 0;
      for (let n = 0; n < clients; n++) joined += world.answered(`c${n}`).length > 0 ? 1 : 0;
      expect(joined).toBe(clients);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / clients;
    };
    storm(5_000);
    expect(storm(50_000) / storm(5_000)).toBeLessThan(6);
  });
});
