import { describe, expect, it } from 'bun:test';
import { LIMITS } from '@usher/protocol';
import { World } from '../../test/router-world.ts';

describe('a Monolith that discovery does not name any more', () => {
  it('[BAL-1] is told to move its rooms; its link ends with the last one', () => {
    const world = new World();
    world.up('a');
    world.loaded('a', 'foo', 1);
    world.loaded('a', 'bar', 2);
    world.enter('c1');
    world.answered('c1');
    world.up('b');
    expect(world.unlist('a')).toEqual(['unload foo@1 at a to b', 'unload bar@2 at a to b']);
    expect(world.unlist('a')).toEqual([]);
    expect(world.unloaded('a', 'bar', 'moved', 'b')).toEqual([]);
    expect(world.unloaded('a', 'foo', 'moved', 'b')).toEqual([
      'park c1',
      'end-link a',
      'join c1 at b resume',
    ]);
    expect(world.down('a')).toEqual([]);
    world.answered('c1');
    expect(world.wait(LIMITS.retireTimeoutMs)).toEqual([]);
  });

  it('[BAL-1] ends at once if it has no room', () => {
    const world = new World();
    world.up('a');
    expect(world.unlist('a')).toEqual(['end-link a']);
    expect(world.unlist('nobody')).toEqual([]);
  });

  it('[BAL-1] gets no new rooms, and gives up those it reports yet', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.up('b');
    expect(world.unlist('a')).toEqual([]);
    for (let n = 0; n < 20; n++) expect(world.enter(`x${n}`, `room${n}`)).toEqual([`join x${n} at b`]);
    expect(world.loaded('a', 'foo', 1)).toEqual(['unload foo@1 at a to b']);
  });

  it('[BAL-1] keeps its rooms while there is nowhere else to go, at most 30 s', () => {
    const world = new World();
    world.up('a');
    world.loaded('a', 'foo', 1);
    world.enter('c1');
    world.answered('c1');
    expect(world.unlist('a')).toEqual([]);
    expect(world.up('b')).toEqual(['unload foo@1 at a to b']);
    expect(world.wait(LIMITS.retireTimeoutMs - 1)).toEqual([]);
    expect(world.wait(1)).toEqual(['end-link a']);
    expect(world.down('a')).toEqual(['park c1', 'join c1 at b resume']);
    world.gone('c1');
    world.wait(LIMITS.placedUnreportedMs);
    expect(world.router.deadlineMs()).toBeNull();
  });

  it('[BAL-1] that only knows the seed ends when its last client has left', () => {
    const world = new World();
    world.up('a', { kind: 'seed' });
    world.enter('c1');
    world.enter('c2', 'bar');
    world.gone('c2');
    expect(world.unlist('a')).toEqual([]);
    expect(world.gone('c1')).toEqual(['leave c1 at a', 'end-link a']);
  });

  it('[BAL-1] takes rooms again when it is named again in time', () => {
    const world = new World();
    world.up('a');
    world.loaded('a', 'foo', 1);
    world.unlist('a');
    expect(world.list('a')).toEqual([]);
    expect(world.enter('c1', 'bar')).toEqual(['join c1 at a']);
    expect(world.wait(LIMITS.retireTimeoutMs)).not.toContain('end-link a');
  });

  it('[BAL-1] [LNK-36] still drains after that, if it said so itself', () => {
    const world = new World();
    world.up('a');
    world.loaded('a', 'foo', 1);
    world.control('a', { action: 'draining' });
    world.unlist('a');
    world.list('a');
    expect(world.enter('c1', 'bar')).toEqual([]);
  });
});
