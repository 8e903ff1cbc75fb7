import { describe, expect, it } from 'bun:test';
import { LIMITS } from '@usher/protocol';
import { World } from '../../test/router-world.ts';

describe('joining', () => {
  it('[CON-3] a full Monolith answers the Join; what was said meanwhile follows then', () => {
    const world = new World();
    world.up('a');
    expect(world.enter('c1')).toEqual(['join c1 at a']);
    expect(world.says('c1', 'm1')).toEqual([]);
    expect(world.state('c1')).toBe('placing');
    expect(world.answered('c1')).toEqual(['joined c1 at a m1']);
    expect(world.answered('c1')).toEqual([]);
    expect(world.state('c1')).toBe('joined');
  });

  it('[CON-3] a seed-only Monolith does not: joined begins with the Join', () => {
    const world = new World();
    world.up('a', { kind: 'seed' });
    expect(world.enter('c1')).toEqual(['join c1 at a', 'joined c1 at a']);
  });

  it('[CON-2] [CON-4] waiting has a deadline in every state', () => {
    const world = new World();
    world.open('silent');
    expect(world.wait(9_999)).toEqual([]);
    expect(world.wait(1)).toEqual(['close silent 4004']);
    world.enter('c1');
    expect(world.wait(29_999)).toEqual([]);
    expect(world.wait(1)).toEqual(['close c1 1013']);
    world.up('mute');
    world.enter('c2');
    expect(world.wait(30_000)).toEqual(['leave c2 at mute', 'close c2 1013']);
    expect(world.router.clients.size).toBe(0);
    expect(world.router.deadlineMs()).not.toBeNull(); // only the unreported room is left
    world.wait(LIMITS.placedUnreportedMs);
    expect(world.router.rooms.size).toBe(0);
    expect(world.router.deadlineMs()).toBeNull();
  });

  it('[CON-3] reading stops at 100 messages or 64 KiB', () => {
    const world = new World();
    world.enter('c1');
    for (let n = 1; n < 100; n++) expect(world.says('c1', 'x')).toEqual([]);
    expect(world.says('c1', 'x')).toEqual(['pause c1']);
    world.enter('c2');
    expect(world.says('c2', 'x'.repeat(65_535))).toEqual([]);
    expect(world.says('c2', 'é')).toEqual(['pause c2']);
    world.enter('c3');
    for (let n = 0; n < 500; n++)
      expect([...world.says('c3', 'x', 'clock'), ...world.says('c3', `${n}`, 'status')]).toEqual([]);
    expect(world.up('a')).toContain('join c3 at a');
    expect(world.answered('c3')).toEqual(['joined c3 at a 499']);
  });

  it('[LNK-25] exactly one Leave for an open Join, also after a kick; none where there was no Join', () => {
    const world = new World();
    world.enter('early');
    expect(world.gone('early')).toEqual([]);
    world.up('a');
    world.enter('c1');
    expect(world.gone('c1')).toEqual(['leave c1 at a']);
    expect(world.gone('c1')).toEqual([]);
    world.enter('c2');
    world.answered('c2');
    expect(world.kick('a', 'foo', 'c2', 4005)).toEqual(['leave c2 at a', 'close c2 4005']);
    expect(world.gone('c2')).toEqual([]);
  });
});

describe('kicks', () => {
  it('[LNK-34] a code that clients must not see becomes 4000; only the client’s own Monolith and room may kick', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 1);
    world.enter('c1');
    world.enter('c2');
    expect(world.kick('b', 'foo', 'c1', 4005)).toEqual([]);
    expect(world.kick('a', 'bar', 'c1', 4005)).toEqual([]);
    expect(world.kick('a', 'foo', 'c1', 1006)).toEqual(['leave c1 at a', 'close c1 4000']);
    expect(world.kick('a', 'foo', 'c2', 1000)).toEqual(['leave c2 at a', 'close c2 1000']);
  });

  it('[BAL-11] kicking the first client undoes the placing', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.kick('a', 'foo', 'c1', 4002);
    expect(world.router.rooms.size).toBe(0);
  });
});

describe('who has a room', () => {
  it('[LNK-32] a higher epoch takes over: clients are joined there again, and the loser is told to unload', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 5);
    world.enter('c1');
    world.answered('c1');
    expect(world.loaded('b', 'foo', 6)).toEqual(['park c1', 'unload foo@5 at a to b', 'join c1 at b resume']);
    expect(world.where()).toBe('reported b');
    expect(world.unloaded('a', 'foo', 'commanded')).toEqual([]);
    expect(world.gone('c1')).toEqual(['leave c1 at b']);
  });

  it('[LNK-32] with an equal or higher epoch held, the sender is stale', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 5);
    expect(world.loaded('b', 'foo', 5)).toEqual(['unload foo@5 at b to a']);
    expect(world.gossip('b', { foo: 4 })).toEqual(['unload foo@4 at b to a']);
    expect(world.where()).toBe('reported a');
  });

  it('[LNK-32] a placed room counts as lower than any epoch, but a seed-only Monolith keeps what it was given', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.up('b');
    expect(world.loaded('b', 'foo', 0)).toEqual(['leave c1 at a', 'park c1', 'join c1 at b']);
    const seed = new World();
    seed.up('a', { kind: 'seed' });
    seed.enter('c1');
    seed.up('b');
    expect(seed.loaded('b', 'foo', 9)).toEqual(['unload foo@9 at b to a']);
  });

  it('[LNK-32] absence from a complete gossip unmaps a room, unless a Join to it is unanswered', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.wait(5_000);
    expect(world.gossip('a', {})).toEqual([]); // the Join may have crossed it, however long ago
    world.loaded('a', 'foo', 1);
    world.answered('c1');
    expect(world.gossip('a', { bar: 1 }, 1, 2)).toEqual([]);
    expect(world.gossip('a', { foo: 1 }, 2, 2)).toEqual([]);
    expect(world.gossip('a', {})).toEqual(['leave c1 at a', 'park c1', 'join c1 at a resume']);
    expect(world.where('bar')).toBe('nowhere');
  });

  it('[LNK-31] what is loaded or unloaded between the parts of a gossip counts', () => {
    const world = new World();
    world.up('a');
    world.gossip('a', { foo: 1 }, 1, 2);
    world.loaded('a', 'late', 2);
    world.unloaded('a', 'foo', 'keepalive');
    world.gossip('a', {}, 2, 2);
    expect(world.where('late')).toBe('reported a');
    expect(world.where('foo')).toBe('nowhere');
  });

  it('[LNK-33] unloaded: admin closes with 4003, all else joins again; only the mapped Monolith unmaps', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 1);
    world.enter('c1');
    world.answered('c1');
    expect(world.unloaded('b', 'foo', 'admin')).toEqual([]);
    expect(world.unloaded('a', 'foo', 'moved', 'b')).toEqual(['park c1', 'join c1 at b resume']);
    world.loaded('b', 'foo', 2);
    world.answered('c1');
    expect(world.unloaded('b', 'foo', 'keepalive').at(-1)).toMatch(/^join c1 at [ab] resume$/);
    world.loaded('b', 'foo', 3);
    expect(world.unloaded('b', 'foo', 'admin')).toContain('close c1 4003');
    expect(world.router.rooms.size).toBe(0);
  });

  it('[LNK-35] moved to a connected owner joins there; more than 5 moves in 10 s end it', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 1);
    world.unloaded('a', 'foo', 'keepalive');
    const [first] = world.enter('c1');
    let at = first === 'join c1 at a' ? 'a' : 'b';
    for (let move = 1; move <= 5; move++) {
      const to = at === 'a' ? 'b' : 'a';
      expect(world.moved(at, 'foo', to)).toEqual(['park c1', `join c1 at ${to}`]);
      at = to;
    }
    expect(world.moved(at, 'foo', at === 'a' ? 'b' : 'a')).toEqual(['park c1', 'close c1 1013']);
  });

  it('[LNK-35] moved to an owner that is not connected: one client tries again, at most 300 ms later', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.enter('c2');
    expect(world.moved('a', 'foo', 'crashed', 2_000)).toEqual(['park c1', 'park c2']);
    expect(world.enter('c3')).toEqual([]);
    expect(world.wait(299)).toEqual([]);
    expect(world.wait(1)).toEqual(['join c1 at a']);
    expect(world.moved('a', 'foo', 'crashed', 100)).toEqual(['park c1']);
    expect(world.wait(100)).toEqual(['join c1 at a']);
    expect(world.gone('c1')).toEqual(['leave c1 at a', 'join c2 at a']); // another one tries
    expect(world.loaded('a', 'foo', 7)).toEqual(['join c3 at a']);
  });

  it('[LNK-35] the owner comes back: its report ends the waiting', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 3);
    world.enter('c1');
    world.answered('c1');
    expect(world.down('a')).toEqual(['park c1', 'join c1 at b resume']);
    expect(world.moved('b', 'foo', 'a', 2_000)).toEqual(['park c1']);
    expect(world.up('a')).toEqual([]);
    expect(world.gossip('a', { foo: 3 })).toEqual(['join c1 at a resume', 'resumed a']);
  });

  it('[LNK-36] [LNK-38] a draining Monolith gets no new room, and a refused Join is tried elsewhere', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.up('b');
    expect(world.refused('a', 'foo', 'c1', 'draining')).toEqual(['park c1']);
    expect(world.wait(500)).toEqual(['join c1 at b']);
    for (let n = 0; n < 20; n++) expect(world.enter(`x${n}`, `room${n}`)).toEqual([`join x${n} at b`]);
    expect(world.refused('b', 'foo', 'c1', 'room-full')).toEqual(['park c1', 'close c1 1013']);
  });

  it('[LNK-38] [OWN-6] a Monolith that has lost its stores is asked last, until it tells of its rooms again', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.up('b');
    expect(world.refused('a', 'foo', 'c1', 'store-unavailable')).toEqual(['park c1']);
    expect(world.wait(500)).toEqual(['join c1 at b']);
    for (let n = 0; n < 20; n++) expect(world.enter(`x${n}`, `room${n}`)).toEqual([`join x${n} at b`]);
    world.down('b');
    expect(world.where('foo')).toContain(' a');
    world.gossip('a', {});
    world.up('b');
    const places = Array.from({ length: 20 }, (_, n) => world.enter(`y${n}`, `other${n}`).join(' '));
    expect(new Set(places.map((place) => place.at(-1)))).toEqual(new Set(['a', 'b']));
  });

  it('[LNK-37] a planned move: parked first, nothing is lost, late words are still heard', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 1);
    world.enter('c1');
    world.answered('c1');
    expect(world.control('a', { action: 'leaving', room: 'foo' as never })).toEqual([
      'hold c1',
      'parked foo at a',
    ]);
    expect(world.says('c1', 'm1')).toEqual([]);
    expect(world.enter('c2')).toEqual([]);
    expect(world.answered('c1')).toEqual([]); // not an answer: its Join was answered long ago
    expect(world.unloaded('a', 'foo', 'moved', 'b')).toEqual([
      'park c1',
      'join c1 at b resume',
      'join c2 at b',
    ]);
    expect(world.answered('c1')).toEqual(['joined c1 at b m1']);
  });

  it('[LNK-37] a Join that is answered when the room is about to leave: what the client said goes with the room', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 1);
    world.enter('c1');
    world.says('c1', 'm1');
    expect(world.control('a', { action: 'leaving', room: 'foo' as never })).toEqual(['parked foo at a']);
    expect(world.answered('c1')).toEqual([]);
    expect(world.says('c1', 'm2')).toEqual([]);
    expect(world.unloaded('a', 'foo', 'moved', 'b')).toEqual(['park c1', 'join c1 at b resume']);
    expect(world.answered('c1')).toEqual(['joined c1 at b m1 m2']);
  });
});

describe('losing a Monolith', () => {
  it('[CON-4] its clients are parked and joined elsewhere with resume, what they say meanwhile in order', () => {
    const world = new World();
    world.up('a');
    world.loaded('a', 'foo', 1);
    world.enter('c1');
    world.answered('c1');
    world.enter('c2');
    expect(world.down('a')).toEqual(['park c1', 'park c2']);
    world.says('c1', 'm1');
    world.says('c1', 'm2');
    expect(world.up('b')).toEqual(['join c1 at b resume', 'join c2 at b']);
    expect(world.answered('c1')).toEqual(['joined c1 at b m1 m2']);
  });

  it('[LNK-41] one that comes back and never gossips is told resumed all the same', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.answered('c1');
    world.down('a');
    expect(world.up('a')).toEqual(['join c1 at a resume']);
    expect(world.wait(1_000)).toEqual(['resumed a']);
  });

  it('[LNK-2] nothing of it stays in the tables when all have left', () => {
    const world = new World();
    world.up('a');
    for (let n = 0; n < 50; n++) {
      world.enter(`c${n}`, `room${n % 7}`);
      world.answered(`c${n}`);
    }
    world.down('a');
    for (let n = 0; n < 50; n++) world.gone(`c${n}`);
    world.wait(LIMITS.suspendMs);
    expect([world.router.clients.size, world.router.rooms.size, world.router.monoliths.size]).toEqual([
      0, 0, 0,
    ]);
    expect(world.router.deadlineMs()).toBeNull();
  });
});
