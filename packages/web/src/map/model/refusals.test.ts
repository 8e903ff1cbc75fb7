import { describe, expect, it } from 'bun:test';
import { BalancerModel } from './balancer-model.ts';
import { OWN } from './known-feeds.ts';
import { refusalToDrain, refusalToKick } from './refusals.ts';
import { snapshotOf } from './snapshot.ts';
import { feedOf } from './testing/feed-of.ts';
import { knowing } from './testing/knowing.ts';

const own = knowing('b1', [['foo', 'a', 1]]);
const peer = knowing('b2', [['foo', 'a', 1]]);

describe('orders', () => {
  it('[WEB-20] [BAL-35] are given for the own Balancer and its clients alone', () => {
    const shown = snapshotOf([feedOf(OWN, own), feedOf('peer:1', peer)], []);
    expect([refusalToDrain(shown, 'b1'), refusalToDrain(shown, 'b2')]).toEqual([null, 'otherBalancer']);
    expect([refusalToKick(shown, 'b1-foo-0'), refusalToKick(shown, 'b2-foo-0')]).toEqual([
      null,
      'otherBalancer',
    ]);
  });

  it('[WEB-20] [BAL-35] are not given for another Balancer while only that one is heard', () => {
    const shown = snapshotOf(
      [feedOf(OWN, new BalancerModel(), { state: 'lost' }), feedOf('peer:1', peer)],
      [],
    );
    expect([refusalToDrain(shown, 'b2'), refusalToKick(shown, 'b2-foo-0')]).toEqual([
      'otherBalancer',
      'otherBalancer',
    ]);
  });

  it('[WEB-20] are not given for a Balancer that is lost: another process may be in its place', () => {
    const shown = snapshotOf([feedOf(OWN, own, { state: 'lost' })], []);
    expect(refusalToDrain(shown, 'b1')).toBe('lost');
  });

  it('[WEB-20] a Balancer is drained once', () => {
    const draining = knowing('b1', []);
    draining.apply({ kind: 'drain', forMs: 1000 });
    expect(refusalToDrain(snapshotOf([feedOf(OWN, draining)], []), 'b1')).toBe('drainsAlready');
  });
});
