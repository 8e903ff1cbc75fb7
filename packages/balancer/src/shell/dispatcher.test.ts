import { describe, expect, it } from 'bun:test';
import { FakeTime, seededRandom } from '@usher/kit/testing';
import { clientId, roomKey, type RoomKey } from '@usher/protocol';
import type { RouterEffect } from '../core/router-io.ts';
import { Router } from '../core/router.ts';
import { Dispatcher } from './dispatcher.ts';

const ROOM = roomKey('foo') as RoomKey;
const AUTH_TIMEOUT_MS = 10_000;

/** A dispatcher whose effects are run by `run`. */
function world(run: (effect: RouterEffect) => void) {
  const time = new FakeTime();
  const router = new Router({
    region: 'here',
    placement: 'rendezvous',
    authTimeoutMs: AUTH_TIMEOUT_MS,
    parkTimeoutMs: 30_000,
    joinsInFlightMax: 500,
    random: seededRandom(1),
  });
  const failures: unknown[] = [];
  const dispatcher = new Dispatcher({
    router,
    clock: time,
    timers: time,
    run,
    observe: () => undefined,
    failed: (error) => void failures.push(error),
  });
  return { time, router, dispatcher, failures };
}

describe('the dispatcher', () => {
  it('[CON-2] runs what is due when its time has come', () => {
    const kinds: string[] = [];
    const { time, dispatcher } = world(({ kind }) => void kinds.push(kind));
    dispatcher.apply({ kind: 'client-opened', id: clientId('c1'), room: ROOM });
    time.advance(AUTH_TIMEOUT_MS - 1);
    expect(kinds).toEqual([]);
    time.advance(1);
    expect(kinds).toEqual(['close']);
  });

  it('runs effects in one order, those of an input that an effect calls for after those before it', () => {
    const order: string[] = [];
    const { dispatcher } = world((effect) => {
      if (effect.kind !== 'close') return;
      order.push(effect.client.id);
      if (effect.client.id === 'c1')
        dispatcher.apply({ kind: 'client-opened', id: clientId('late'), room: ROOM });
    });
    for (const id of ['c1', 'c2']) dispatcher.apply({ kind: 'client-opened', id: clientId(id), room: ROOM });
    dispatcher.apply({ kind: 'drain', forMs: 0 });
    expect(order).toEqual(['c1', 'c2', 'late']);
  });

  it('ends for good with the first effect that throws: tells it once, and leaves nothing waiting', () => {
    const mistake = new Error('a mistake of our own');
    let runs = 0;
    const { time, router, dispatcher, failures } = world(() => {
      runs++;
      throw mistake;
    });
    for (const id of ['c1', 'c2', 'c3'])
      dispatcher.apply({ kind: 'client-opened', id: clientId(id), room: ROOM });
    const kick = (id: string) =>
      dispatcher.apply({ kind: 'operator-kick', client: clientId(id), code: 4000, reason: '' });
    expect(() => kick('c1')).toThrow(mistake);
    kick('c2');
    time.advance(AUTH_TIMEOUT_MS);
    expect([runs, failures, router.clients.size]).toEqual([1, [mistake], 2]);
  });
});
