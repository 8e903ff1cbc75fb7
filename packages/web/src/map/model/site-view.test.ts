import { describe, expect, it } from 'bun:test';
import { monolithId } from '@usher/protocol';
import { viewOf } from './site-view.ts';
import { knowing, roomNamed } from './testing/knowing.ts';

describe('what several Balancers know together', () => {
  it('[WEB-20] adds up the clients of a room, which is one room to all', () => {
    const view = viewOf([knowing('2', [['foo', 'a', 3]]), knowing('1', [['foo', 'a', 2, 1]])]);
    expect(view.rooms.get('foo')).toEqual({
      key: 'foo',
      monolith: 'a',
      isLoaded: true,
      clients: 6,
      waiting: 1,
    });
    expect(view.balancers.map(({ id }) => id)).toEqual(['1', '2']);
    expect([view.clients, view.waiting]).toEqual([6, 1]);
    expect(view.monoliths.map(({ id, clients }) => [id, clients])).toEqual([
      ['a', 6],
      ['b', 0],
    ]);
  });

  it('[WEB-20] believes whoever has heard from the Monolith, in whatever order', () => {
    const placed = knowing('1', []);
    placed.apply({ kind: 'place', room: roomNamed('foo'), monolith: monolithId('b') });
    const loaded = knowing('2', [['foo', 'a', 1]]);
    for (const models of [
      [placed, loaded],
      [loaded, placed],
    ])
      expect(viewOf(models).rooms.get('foo')).toMatchObject({ monolith: 'a', isLoaded: true });
  });

  it('[WEB-20] shows rooms that no Monolith has, and those whose Monolith is gone', () => {
    const model = knowing('1', [
      ['foo', null, 0, 2],
      ['bar', 'a', 1],
    ]);
    model.apply({ kind: 'link-down', monolith: monolithId('a') });
    const { homeless, monoliths } = viewOf([model]);
    expect(homeless.map(({ key }) => key).toSorted()).toEqual(['bar', 'foo']);
    expect(monoliths.map(({ id }) => id)).toEqual(['b']);
  });

  it('[WEB-20] says that a Monolith drains when any Balancer knows it', () => {
    const one = knowing('1', []);
    one.apply({ kind: 'monolith-drain', monolith: monolithId('a') });
    const views = [viewOf([one, knowing('2', [])]), viewOf([knowing('2', []), one])];
    for (const { monoliths } of views)
      expect(monoliths.map(({ isDraining }) => isDraining)).toEqual([true, false]);
  });
});
