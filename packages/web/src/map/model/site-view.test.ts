import { describe, expect, it } from 'bun:test';
import { monolithId } from '@usher/protocol';
import { viewOf } from './site-view.ts';
import { knowing, roomNamed } from './testing/knowing.ts';
import { QUIET_FIGURES } from './testing/quiet-figures.ts';

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

  it('[WEB-20] shows the worst of the links to a Monolith, whoever has it', () => {
    const measured = (id: string, unsentBytes: number) => {
      const model = knowing(id, []);
      const link = { sent: 1, received: 1, unsentBytes, isCongested: unsentBytes > 100, roundTripMs: 1 };
      const monoliths = [{ id: monolithId('a'), ...link, joinsInFlight: 0, joinsWaiting: 0 }];
      model.apply({ kind: 'figures', ...QUIET_FIGURES, monoliths });
      return model;
    };
    const [one, two, none] = [measured('1', 5), measured('2', 500), knowing('3', [])];
    for (const models of [
      [one, two, none],
      [none, two, one],
    ]) {
      const { monolithById, balancerById } = viewOf(models);
      expect(monolithById.get('a')?.figures).toMatchObject({ unsentBytes: 500, isCongested: true });
      expect(monolithById.get('b')?.figures).toBeNull();
      expect(balancerById.get('1')?.figures?.monoliths[0]?.unsentBytes).toBe(5);
    }
  });

  it('[WEB-20] knows nothing of what a lost Balancer has, but that it was there', () => {
    const view = viewOf([knowing('1', [])], [knowing('2', [['foo', 'c', 3]], { monoliths: { c: 'there' } })]);
    expect(view.balancerById.get('2')).toEqual({
      id: '2',
      region: 'here',
      state: 'lost',
      monoliths: [],
      clients: 0,
      figures: null,
    });
    expect([view.rooms.size, view.clients, [...view.regions]]).toEqual([0, 0, ['here']]);
  });
});
