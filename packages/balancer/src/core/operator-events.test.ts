import { describe, expect, it } from 'bun:test';
import { World } from '../../test/router-world.ts';

/** The events since the last call, in words. */
function newEvents(world: World): string[] {
  return world.events.splice(0).map((event) => Object.values(event).join(' '));
}

describe('what operators are told', () => {
  it('[BAL-30] links, rooms and clients come and go', () => {
    const world = new World();
    world.up('a');
    world.enter('c1');
    world.loaded('a', 'foo', 1);
    world.loaded('a', 'foo', 1); // its metadata has changed
    world.gone('c1');
    world.unloaded('a', 'foo', 'keepalive');
    world.down('a');
    expect(newEvents(world)).toEqual([
      'link-up a here',
      'enter c1 foo',
      'place foo a',
      'join c1 foo a false',
      'load foo a',
      'leave c1 foo a',
      'unload foo a',
      'link-down a',
    ]);
  });

  it('[BAL-30] a room moves when its Monolith lets it go, and when it is lost', () => {
    const world = new World();
    world.up('a');
    world.loaded('a', 'foo', 1);
    world.enter('c1');
    world.answered('c1');
    world.up('b');
    newEvents(world);
    world.control('a', { action: 'leaving', room: 'foo' as never });
    world.unloaded('a', 'foo', 'moved', 'b');
    expect(newEvents(world)).toEqual(['wait c1 foo', 'move foo a b', 'wait c1 foo', 'join c1 foo b true']);
    world.loaded('b', 'foo', 2);
    expect(newEvents(world)).toEqual(['load foo b']);
    world.down('b');
    expect(newEvents(world)).toEqual(['link-down b', 'move foo b a', 'wait c1 foo', 'join c1 foo a true']);
  });

  it('[BAL-30] [LNK-32] a newer owner takes a room over', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.loaded('a', 'foo', 1);
    newEvents(world);
    world.gossip('b', { foo: 2 });
    expect(newEvents(world)).toEqual(['takeover foo a b']);
  });

  it('[BAL-30] a client waits until it is served, and may go before that', () => {
    const world = new World();
    world.enter('c1');
    world.enter('c2');
    world.gone('c2');
    world.up('a');
    world.answered('c1');
    expect(newEvents(world)).toEqual([
      'enter c1 foo',
      'enter c2 foo',
      'exit c2',
      'link-up a here',
      'place foo a',
      'join c1 foo a false',
      'serve c1 foo a',
    ]);
  });

  it('[BAL-30] [LNK-38] a Monolith drains by whatever word, and one that discovery names again takes rooms again', () => {
    const world = new World();
    world.up('a');
    world.up('b', { kind: 'ott' });
    world.loaded('b', 'foo', 1);
    newEvents(world);
    world.unlist('a');
    world.list('a');
    world.unloaded('b', 'foo', 'shutdown');
    expect(newEvents(world)).toEqual([
      'monolith-drain a',
      'monolith-open a',
      'monolith-drain b',
      'unload foo b',
    ]);
    world.enter('c1');
    newEvents(world);
    world.refused('a', 'foo', 'c1', 'draining');
    expect(newEvents(world)).toEqual(['monolith-drain a', 'displace foo a', 'wait c1 foo']);
  });

  it('[BAL-30] drains, and clients that are sent away', () => {
    const world = new World();
    world.up('a');
    world.up('b');
    world.drainMonolith('a');
    world.control('b', { action: 'draining' });
    world.open('c1');
    newEvents(world);
    world.operatorKicks('c1', 4005);
    world.drain(1000);
    expect(newEvents(world)).toEqual(['close c1 foo 4005', 'drain 1000']);
  });
});
