import { describe, expect, it } from 'bun:test';
import { BalancerModel } from './balancer-model.ts';
import { OWN } from './known-feeds.ts';
import { NO_HISTORY, type History } from './rates.ts';
import { snapshotOf } from './snapshot.ts';
import { feedOf } from './testing/feed-of.ts';
import { knowing } from './testing/knowing.ts';

const clients = (...values: number[]): History => ({ ...NO_HISTORY, clients: values });
const idsOf = (models: readonly BalancerModel[]) => models.map(({ id }) => id);
const statesOf = ({ view }: ReturnType<typeof snapshotOf>) =>
  view.balancers.map(({ id, state }) => `${id} ${state}`);

const b1 = knowing('b1', [['foo', 'a', 2]]);
const b2 = knowing('b2', [['foo', 'a', 3]]);

describe('what is known of the site', () => {
  it('[WEB-20] the own Balancer is the one that the own feed tells of, however late it does', () => {
    const early = snapshotOf([feedOf(OWN, new BalancerModel(), { state: 'lost' }), feedOf('peer:1', b2)], []);
    expect([early.own, idsOf(early.models)]).toEqual([null, ['b2']]);
    const late = snapshotOf([feedOf('peer:1', b2), feedOf(OWN, b1)], []);
    expect([late.own, idsOf(late.models)]).toEqual(['b1', ['b1', 'b2']]);
  });

  it('[WEB-20] a Balancer that several addresses lead to counts once, in clients and in numbers', () => {
    const [own, twin] = [clients(2), clients(9)];
    const shown = snapshotOf(
      [
        feedOf(OWN, b1, { history: own }),
        feedOf('peer:1', knowing('b1', [['foo', 'a', 2]]), { history: twin }),
        feedOf('peer:2', b2, { history: clients(3) }),
        feedOf('peer:3', knowing('b2', [['foo', 'a', 3]]), { history: clients(3) }),
      ],
      [],
    );
    expect(shown.models).toEqual([b1, b2]);
    expect(shown.models[0]).toBe(b1);
    expect([shown.view.clients, shown.history.clients]).toEqual([5, [5]]);
  });

  it('[WEB-20] a Balancer that is lost is shown as lost, and what it had is not counted', () => {
    const shown = snapshotOf(
      [
        feedOf(OWN, b1, { history: clients(2) }),
        feedOf('peer:1', b2, { state: 'lost', history: clients(3) }),
        feedOf('peer:2', new BalancerModel(), { state: 'lost' }),
        feedOf('peer:3', new BalancerModel(), { state: 'connecting' }),
      ],
      [],
    );
    expect(statesOf(shown)).toEqual(['b1 serving', 'b2 lost']);
    expect([shown.view.clients, shown.history.clients]).toEqual([2, [2]]);
    expect(shown.missing).toEqual(['peer:1', 'peer:2']);
    expect(shown.state).toBe('live');
  });

  it('[WEB-20] so is the own one while others are read', () => {
    const shown = snapshotOf([feedOf(OWN, b1, { state: 'lost' }), feedOf('peer:1', b2)], []);
    expect(statesOf(shown)).toEqual(['b1 lost', 'b2 serving']);
    expect([shown.own, shown.state, shown.view.clients]).toEqual(['b1', 'lost', 3]);
  });

  it('[WEB-20] while nobody can be read, the last that was known stays', () => {
    const shown = snapshotOf(
      [feedOf(OWN, b1, { state: 'lost' }), feedOf('peer:1', b2, { state: 'lost' })],
      [],
    );
    expect(statesOf(shown)).toEqual(['b1 serving', 'b2 serving']);
    expect([shown.state, shown.missing, shown.view.clients]).toEqual(['lost', ['peer:1'], 5]);
  });

  it('[WEB-20] nothing is missing where another address leads to the same Balancer', () => {
    const shown = snapshotOf([feedOf(OWN, b1), feedOf('peer:1', b1, { state: 'lost' })], []);
    expect([statesOf(shown), shown.missing]).toEqual([['b1 serving'], []]);
  });

  it('[WEB-20] who waits in a room is put together once, of all Balancers', () => {
    const shown = snapshotOf([feedOf(OWN, b1), feedOf('peer:1', knowing('b2', [['foo', 'a', 1, 1]]))], []);
    expect(shown.waitsOf('foo')).toEqual([false, false, false, true]);
    expect(shown.waitsOf('foo')).toBe(shown.waitsOf('foo'));
    expect(shown.waitsOf('nowhere')).toEqual([]);
  });

  it('[WEB-20] begins with nothing', () => {
    expect(snapshotOf([], [])).toMatchObject({ own: null, models: [], state: 'connecting', missing: [] });
  });
});
