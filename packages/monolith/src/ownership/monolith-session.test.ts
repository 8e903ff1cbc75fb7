import { describe, expect, it } from 'bun:test';
import { FakeTime, until } from '@usher/kit/testing';
import { LEASE } from '../store/live-state.ts';
import { log } from '../testing/test-monolith.ts';
import { MonolithSession } from './monolith-session.ts';

/** A store that answers renewals as the test says. */
async function openSession() {
  const time = new FakeTime();
  const store = { renewals: 0, answer: (): Promise<boolean> => Promise.resolve(true) };
  const counts = { fenced: 0, over: 0 };
  const session = await MonolithSession.open({
    store: {
      openSession: () => Promise.resolve(),
      renewSession: () => {
        store.renewals++;
        return store.answer();
      },
      endSession: () => Promise.resolve(),
    },
    clock: time,
    timers: time,
    log,
    events: {
      fenced: () => void counts.fenced++,
      renewed: () => undefined,
      over: () => void counts.over++,
    },
  });
  /** Lets a second pass, in steps, between which what the store answers is heard. */
  const passSecond = async () => {
    for (let passed = 0; passed < LEASE.renewEveryMs; passed += 100) {
      time.advance(100);
      await until('promises have settled', () => Promise.resolve(true));
    }
  };
  return { time, store, session, passSecond, counts };
}

describe('the session of a Monolith', () => {
  it('[OWN-2] is renewed every second for as long as the store answers', async () => {
    const { session, store, passSecond } = await openSession();
    for (let second = 1; second <= 10; second++) await passSecond();
    expect(store.renewals).toBe(10);
    expect(session.mayServe()).toBe(true);
  });

  it('[OWN-2] is over when the store says so, once and for good', async () => {
    const { session, store, passSecond, time, counts } = await openSession();
    store.answer = () => Promise.resolve(false);
    await passSecond();
    await until('it is over', () => counts.over > 0);
    expect(session.mayServe()).toBe(false);
    time.advance(LEASE.validMs);
    expect(counts).toEqual({ fenced: 0, over: 1 });
    expect(store.renewals).toBe(1);
  });

  it('[OWN-3] is fenced 2 s after the last renewal was sent, when the store cannot be reached', async () => {
    const { session, store, passSecond, counts } = await openSession();
    await passSecond();
    store.answer = () => Promise.reject(new Error('the store is down'));
    await passSecond();
    expect(session.mayServe()).toBe(true);
    await passSecond();
    expect(session.mayServe()).toBe(false);
    expect(counts).toEqual({ fenced: 1, over: 0 });
  });

  it('[OWN-3] goes on when the store is back and has renewed it', async () => {
    const { session, store, passSecond, counts } = await openSession();
    store.answer = () => Promise.reject(new Error('the store is down'));
    for (let second = 1; second <= 5; second++) await passSecond();
    expect(session.mayServe()).toBe(false);
    store.answer = () => Promise.resolve(true);
    await passSecond();
    expect(session.mayServe()).toBe(true);
    store.answer = () => Promise.resolve(false);
    await passSecond();
    expect(counts).toEqual({ fenced: 1, over: 1 });
  });

  it('[OWN-3] survives a store that is away for less than that', async () => {
    const { session, store, passSecond, counts } = await openSession();
    store.answer = () => Promise.reject(new Error('the store is down'));
    await passSecond();
    store.answer = () => Promise.resolve(true);
    for (let second = 1; second <= 3; second++) await passSecond();
    expect(session.mayServe()).toBe(true);
    expect(counts).toEqual({ fenced: 0, over: 0 });
  });

  it('[OWN-3] may not serve while a renewal hangs; a late answer counts from when it was asked for', async () => {
    const { session, store, time, counts } = await openSession();
    const late = Promise.withResolvers<boolean>();
    store.answer = () => late.promise;
    time.advance(LEASE.serveMs);
    expect(session.mayServe()).toBe(false);
    expect(counts).toEqual({ fenced: 1, over: 0 });
    late.resolve(true);
    await until('it is renewed', () => session.mayServe());
    time.advance(LEASE.renewEveryMs);
    expect(session.mayServe()).toBe(false);
  });
});
