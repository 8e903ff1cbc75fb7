import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { realClock, realTimers } from '@usher/kit/runtime';
import { until } from '@usher/kit/testing';
import { MonolithSession } from '../ownership/monolith-session.ts';
import { LEASE } from '../store/live-state.ts';
import { claimed } from '../testing/live-state-contract.ts';
import {
  chat,
  createLounge,
  enter,
  log,
  LOUNGE,
  startTestMonolith,
  temporaryDirectory,
  type TestMonolith,
} from '../testing/test-monolith.ts';
import { UnreliableStore } from '../testing/unreliable-store.ts';

const TIME = { clock: realClock, timers: realTimers };

describe('rooms whose ownership is in doubt', () => {
  const directory = temporaryDirectory();
  let store: UnreliableStore;
  let monolith: TestMonolith;
  let isOver: boolean;
  const running: TestMonolith[] = [];

  beforeEach(async () => {
    isOver = false;
    monolith = await startTestMonolith(directory.path, {
      wrap: (sqlite) => (store = new UnreliableStore(sqlite)),
      over: () => (isOver = true),
    });
    running.push(monolith);
    await createLounge(monolith);
  });
  afterEach(async () => {
    store.isDown = false;
    for (const one of running.splice(0)) await one.close();
    directory.remove();
  });

  const told = (kind: string) => monolith.entrance.toldOf(kind);
  const isFrozen = () => told('unloaded').length > 0;
  async function outage(): Promise<void> {
    store.isDown = true;
    await until('its rooms are frozen', isFrozen);
  }

  it('[OWN-6] refuse Joins at once: the database, which may be lost as well, is not waited for', async () => {
    await enter(monolith);
    await outage();
    monolith.visits.joined(monolith.guest(LOUNGE, 'whoever'), false);
    expect(told('refused')).toHaveLength(1);
  });

  it('[OWN-3] hear no announcement before it is known again whose they are', async () => {
    await enter(monolith);
    const announced = () =>
      monolith.entrance.heard.flatMap(({ message }) =>
        message['action'] === 'announcement' ? [message['text']] : [],
      );
    await outage();
    monolith.rooms.announce('in between');
    store.isDown = false;
    await until('the room goes on', () => monolith.rooms.announce('afterwards') ?? announced().length > 0);
    expect(new Set(announced())).toEqual(new Set(['afterwards']));
  });

  it('[OWN-2] [OWN-6] go on under a new epoch when a release was not answered: it may yet be done', async () => {
    await enter(monolith);
    const epochs = () => told('loaded').map(([, , epoch]) => Number(epoch));
    const [before = 0] = epochs();
    store.isDown = true;
    monolith.rooms.unload(LOUNGE, before, 'duplicate', null);
    await until('it is unloaded', isFrozen);
    store.isDown = false;
    await until('it goes on', () => epochs().some((epoch) => epoch > before));
    expect(await store.save(LOUNGE, before, 'late')).toBe(false);
    expect(await store.release(LOUNGE, before, 'late')).toBe(false);
  });

  it('[OWN-3] are frozen while the store is away, and go on as they were when it is back in time', async () => {
    const [guest, silent] = [await enter(monolith), await enter(monolith)];
    store.isDown = true;
    monolith.visits.said(guest.id, chat('into the outage'));
    await until('its rooms are frozen', isFrozen);
    const { length: heard } = monolith.entrance.heard;
    expect(told('unloaded')).toEqual([['unloaded', LOUNGE, expect.any(Number), 'shutdown', undefined]]);
    expect([...monolith.rooms.loaded()]).toEqual([]);
    expect((await monolith.rooms.open(LOUNGE)).kind).toBe('unavailable');
    const { length: loads } = told('loaded');
    store.isDown = false;
    await until('they go on', () => told('loaded').length > loads);
    expect(told('loaded').at(-1)?.[2]).toBe(told('unloaded')[0]?.[2]);
    expect(monolith.entrance.heard).toHaveLength(heard);
    const token = await monolith.sessions.grant();
    monolith.visits.joined({ ...guest, token }, true);
    monolith.visits.joined({ ...silent, token }, true);
    await until('both are back', () => monolith.entrance.heard.length >= heard + 8);
    const news = monolith.entrance.heard.slice(heard);
    expect(news.filter(({ message }) => message['action'] === 'event')).toEqual([]);
    expect(JSON.stringify(news.find(({ message }) => message['action'] === 'chats'))).toContain(
      'into the outage',
    );
  });

  it('[OWN-2] [OWN-3] go on under another session when theirs is over and nobody has taken them', async () => {
    const guest = await enter(monolith);
    store.isDown = true;
    monolith.visits.said(guest.id, chat('into the outage'));
    const overAt = realClock.now() + LEASE.validMs;
    const other = await startTestMonolith(directory.path);
    running.push(other);
    await until('the lease is over', () => realClock.now() > overAt);
    store.isDown = false;
    await until('it is told', () => isOver);
    const [before] = told('unloaded');
    const events = { fenced: () => {}, renewed: () => {}, over: () => {} };
    const session = await MonolithSession.open({ store, log, events, ...TIME });
    monolith.rooms.serveUnder(session);
    const opened = await until('it goes on', async () => {
      const answer = await monolith.rooms.open(LOUNGE);
      return answer.kind === 'open' && answer.host;
    });
    expect(opened.epoch).toBeGreaterThan(before?.[2] as number);
    expect(told('loaded').at(-1)).toEqual(['loaded', LOUNGE, opened.epoch, expect.any(Object)]);
    await monolith.rooms.shutdown();
    await session.end();
    expect(claimed(await other.store.claim(LOUNGE, other.id)).state).toContain('into the outage');
  });

  it('[OWN-1] [OWN-3] are another Monolith’s when that has taken them meanwhile: nothing is written', async () => {
    const guest = await enter(monolith);
    store.isDown = true;
    monolith.visits.said(guest.id, chat('too late'));
    await until('its rooms are frozen', isFrozen);
    const other = await startTestMonolith(directory.path);
    running.push(other);
    const owner = await until('the room is free', async () => {
      const opened = await other.rooms.open(LOUNGE);
      return opened.kind === 'open' && opened.host;
    });
    store.isDown = false;
    await until('it is told', () => isOver);
    const events = { fenced: () => {}, renewed: () => {}, over: () => {} };
    const session = await MonolithSession.open({ store, log, events, ...TIME });
    monolith.rooms.serveUnder(session);
    await until('it is given up', () => monolith.rooms.size === 0);
    expect(await monolith.rooms.open(LOUNGE)).toMatchObject({ kind: 'owned', by: other.id });
    expect(owner.isOpen).toBe(true);
    await session.end();
    await other.rooms.shutdown();
    expect(claimed(await other.store.claim(LOUNGE, other.id)).state).not.toContain('too late');
  });

  it('[OWN-3] are not served after a pause, though input comes before timers', async () => {
    const guest = await enter(monolith);
    Bun.sleepSync(LEASE.serveMs + 100);
    const { length: heard } = monolith.entrance.heard;
    monolith.visits.said(guest.id, chat('unheard'));
    expect([...monolith.rooms.loaded()]).toEqual([]);
    expect(monolith.entrance.heard).toHaveLength(heard);
    expect(told('unloaded')).toEqual([['unloaded', LOUNGE, expect.any(Number), 'shutdown', undefined]]);
  });

  it('[OWN-6] [LNK-38] refuse Joins, which are to be tried again', async () => {
    await enter(monolith);
    await outage();
    const late = monolith.guest(LOUNGE, await monolith.sessions.grant());
    monolith.visits.joined(late, false);
    await until('it is refused', () => told('refused').length > 0);
    expect(told('refused')).toEqual([['refused', late.id, 'store-unavailable', 500]]);
  });

  it('[OWN-4] are kept when they cannot be written as they are unloaded', async () => {
    const guest = await enter(monolith);
    const opened = await monolith.rooms.open(LOUNGE);
    store.isDown = true;
    monolith.visits.said(guest.id, chat('not lost'));
    if (opened.kind === 'open') monolith.rooms.unload(LOUNGE, opened.host.epoch, 'duplicate', null);
    await until('it is unloaded', isFrozen);
    store.isDown = false;
    await until('it is served again', async () => (await monolith.rooms.open(LOUNGE)).kind === 'open');
    const again = await enter(monolith);
    const chats = monolith.entrance.heard.find(
      ({ to, message }) => to === again.id && message['action'] === 'chats',
    );
    expect(JSON.stringify(chats)).toContain('not lost');
  });
});
