import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { monolithId, roomKey, type RoomKey } from '@usher/protocol';
import { claimed } from '../testing/live-state-contract.ts';
import {
  chat,
  createLounge,
  enter,
  LOUNGE,
  startTestMonolith,
  temporaryDirectory,
  type TestMonolith,
} from '../testing/test-monolith.ts';

describe('a room that moves away', () => {
  const directory = temporaryDirectory();
  let monolith: TestMonolith;
  let other: TestMonolith;

  beforeEach(async () => {
    monolith = await startTestMonolith(directory.path);
    other = await startTestMonolith(directory.path);
    await createLounge(monolith);
  });
  afterEach(async () => {
    for (const one of [monolith, other]) await one.close();
    directory.remove();
  });

  /** Holds the move back until `park` is called. */
  async function beginMove(): Promise<{ epoch: number; park: () => void }> {
    const { promise, resolve } = Promise.withResolvers<void>();
    monolith.entrance.holdLeaving = promise;
    const opened = await monolith.rooms.open(LOUNGE);
    const epoch = opened.kind === 'open' ? opened.host.epoch : 0;
    monolith.rooms.unload(LOUNGE, epoch, 'move', monolithId('the-other'));
    return { epoch, park: resolve };
  }
  const isUnloaded = () => monolith.entrance.toldOf('unloaded').length > 0;

  it('[LNK-37] [LNK-40] is served until its clients are parked, then saved with all they said, and said to be moved', async () => {
    const guest = await enter(monolith);
    const { epoch, park } = await beginMove();
    monolith.visits.said(guest.id, chat('on its way'));
    expect(monolith.entrance.chats(LOUNGE)).toEqual(['on its way']);
    expect(isUnloaded()).toBe(false);
    park();
    await until('it is unloaded', isUnloaded);
    expect(monolith.entrance.told.slice(-2)).toEqual([
      ['leaving', LOUNGE],
      ['unloaded', LOUNGE, epoch, 'moved', monolithId('the-other')],
    ]);
    expect(claimed(await other.store.claim(LOUNGE, other.id)).state).toContain('on its way');
    expect(monolith.visits.size).toBe(0);
  });

  it('[LNK-37] answers no Join while it leaves: that is for the next owner', async () => {
    await enter(monolith);
    const { park } = await beginMove();
    const late = monolith.guest(LOUNGE, await monolith.sessions.grant());
    monolith.visits.joined(late, false);
    monolith.visits.said(late.id, chat('too early'));
    park();
    await until('it is unloaded', isUnloaded);
    await until('nobody is on the way', () => monolith.visits.size === 0);
    expect(monolith.entrance.hasJoined(late.id)).toBe(false);
    expect(monolith.entrance.toldOf('refused')).toEqual([]);
    expect(claimed(await other.store.claim(LOUNGE, other.id)).state).not.toContain(late.id);
  });

  it('[LNK-33] a Join that crosses the unloading brings nobody into the room', async () => {
    const opened = await monolith.rooms.open(LOUNGE);
    const late = monolith.guest(LOUNGE, await monolith.sessions.grant());
    monolith.visits.joined(late, false);
    if (opened.kind === 'open') monolith.rooms.unload(LOUNGE, opened.host.epoch, 'duplicate', null);
    await until('it is unloaded', isUnloaded);
    await until('nobody is on the way', () => monolith.visits.size === 0);
    const again = await monolith.rooms.open(LOUNGE);
    expect(again.kind === 'open' && again.host.metadata.users).toBe(0);
  });

  it('[LNK-40] goes at once when another owner is known, moving or not', async () => {
    const { epoch, park } = await beginMove();
    monolith.rooms.unload(LOUNGE, epoch, 'duplicate', null);
    await until('it is unloaded', isUnloaded);
    park();
    await until('it is gone', () => monolith.rooms.size === 0);
    expect(monolith.entrance.toldOf('unloaded')).toEqual([
      ['unloaded', LOUNGE, epoch, 'commanded', undefined],
    ]);
  });

  it('[LNK-40] is ended by an operator', async () => {
    const opened = await monolith.rooms.open(LOUNGE);
    const epoch = opened.kind === 'open' ? opened.host.epoch : 0;
    monolith.rooms.unload(LOUNGE, epoch, 'admin', null);
    await until('it is unloaded', isUnloaded);
    expect(monolith.entrance.toldOf('unloaded')).toEqual([['unloaded', LOUNGE, epoch, 'admin', undefined]]);
  });

  it('[LNK-36] [OWN-4] goes with all others when the Monolith shuts down, which takes no more', async () => {
    const guest = await enter(monolith);
    monolith.visits.said(guest.id, chat('last words'));
    await monolith.rooms.shutdown();
    expect(monolith.entrance.told.slice(-3)).toEqual([
      ['draining'],
      ['leaving', LOUNGE],
      ['unloaded', LOUNGE, expect.any(Number), 'moved', undefined],
    ]);
    expect(claimed(await other.store.claim(LOUNGE, other.id)).state).toContain('last words');
    const late = monolith.guest(LOUNGE, await monolith.sessions.grant());
    monolith.visits.joined(late, false);
    await until('it is refused', () => monolith.entrance.toldOf('refused').length > 0);
    expect(monolith.entrance.toldOf('refused')).toEqual([['refused', late.id, 'draining', 0]]);
  });

  it('[LNK-37] many go together, but not all at once', async () => {
    const rooms = Array.from({ length: 120 }, (_, n) => roomKey(`room-${n}`) as RoomKey);
    for (const room of rooms) {
      const settings = { name: room, isTemporary: true, visibility: 'public', owner: null } as const;
      await monolith.rooms.create(room, settings);
      await monolith.rooms.open(room);
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    monolith.entrance.holdLeaving = promise;
    const shutdown = monolith.rooms.shutdown();
    await until('some are leaving', () => monolith.entrance.toldOf('leaving').length > 0);
    expect(monolith.entrance.toldOf('leaving')).toHaveLength(50);
    resolve();
    await shutdown;
    expect(monolith.entrance.toldOf('unloaded')).toHaveLength(120);
  });
});
