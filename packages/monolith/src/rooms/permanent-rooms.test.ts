import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { RequestType, RestoreQueue } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import { StoreError } from '../store/store-error.ts';
import {
  applySettings,
  createPermanentLounge,
  opened,
  OWNER,
  queuesOf,
  StoreFiles,
} from '../testing/permanent-lounge.ts';
import {
  chat,
  enter,
  LOUNGE,
  startTestMonolith,
  temporaryDirectory,
  type TestMonolith,
} from '../testing/test-monolith.ts';
import { UnreliableStore } from '../testing/unreliable-store.ts';

describe('a permanent room', () => {
  const directory = temporaryDirectory();
  const running = new Set<TestMonolith>();
  let store: UnreliableStore;
  let monolith: TestMonolith;
  let other: TestMonolith;
  let files: StoreFiles;

  beforeEach(async () => {
    monolith = await start({ wrap: (sqlite) => (store = new UnreliableStore(sqlite)) });
    other = await start();
    files = new StoreFiles(directory.path);
  });
  afterEach(async () => {
    store.isDown = false;
    for (const one of running) await one.close();
    running.clear();
    files.close();
    directory.remove();
  });

  async function start(options: Parameters<typeof startTestMonolith>[1] = {}): Promise<TestMonolith> {
    const started = await startTestMonolith(directory.path, options);
    running.add(started);
    return started;
  }

  const unload = async (at: TestMonolith): Promise<void> => at.rooms.end(await opened(at));
  const isTold = () => monolith.entrance.toldOf('unloaded').length > 0;

  describe('is loaded', () => {
    it('[ROM-3] from its row when there is no live state, by one Monolith, however many try', async () => {
      await createPermanentLounge(monolith, { title: 'From the row' });
      const both = await Promise.all([monolith, other].map((at) => at.rooms.open(LOUNGE)));
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(['open', 'owned']);
      const [host] = both.flatMap((one) => (one.kind === 'open' ? [one.host] : []));
      expect(host?.view('administrator')).toMatchObject({ title: 'From the row', isTemporary: false });
    });

    it.each([
      [RestoreQueue.Always, { current: 'one', queue: ['two'], offered: null }],
      [RestoreQueue.Prompt, { current: null, queue: [], offered: ['one', 'two'] }],
      [RestoreQueue.Never, { current: null, queue: [], offered: null }],
    ])('[ROM-25] with its queue treated as it says (%p)', async (restoreQueueBehavior, queues) => {
      await createPermanentLounge(monolith, { restoreQueueBehavior });
      const host = await opened(monolith);
      await until('it has begun', () => queuesOf(host).current === queues.current);
      expect(queuesOf(host)).toEqual(queues);
    });

    it('[ROM-3] again from its row when the live state is lost', async () => {
      await createPermanentLounge(monolith, { restoreQueueBehavior: RestoreQueue.Always });
      await applySettings(await opened(monolith), { title: 'Kept' });
      await until('the row has it', () => files.row()?.settings.title === 'Kept');
      files.loseLiveState();
      await applySettings(await opened(monolith), { description: 'lost, perhaps' });
      await until('it is given up', isTold);
      const host = await opened(other);
      expect(host.view('administrator')).toMatchObject({ title: 'Kept' });
      await until('it plays', () => queuesOf(host).current === 'one');
    });

    it('[OWN-2] only under an epoch that its row has not seen, which comes with time', async () => {
      const soon = Math.floor(Date.now() / 1000) + 2;
      await createPermanentLounge(monolith, {}, soon);
      expect((await monolith.rooms.open(LOUNGE)).kind).toBe('unavailable');
      expect((await opened(monolith)).epoch).toBeGreaterThanOrEqual(soon);
    });

    it('[OWN-6] not while the database is away, and then as it was', async () => {
      await createPermanentLounge(monolith, { title: 'Patience' });
      files.goAway();
      expect((await monolith.rooms.open(LOUNGE)).kind).toBe('unavailable');
      files.comeBack();
      expect((await opened(monolith)).metadata.title).toBe('Patience');
    });

    it('[OWN-6] as what it is, once the database can say so', async () => {
      const temporary = { name: 'Lounge', isTemporary: true, visibility: 'public', owner: null } as const;
      await monolith.rooms.create(LOUNGE, temporary);
      files.goAway();
      expect((await monolith.rooms.open(LOUNGE)).kind).toBe('unavailable');
      files.comeBack();
      expect((await opened(other)).isTemporary).toBe(true);
    });

    it('[ROM-3] not when its creation was left half done: the name is free', async () => {
      const room = { name: 'Lounge', isTemporary: false, visibility: 'public', owner: 1 } as const;
      await monolith.rooms.create(LOUNGE, room);
      await monolith.permanentRooms.delete(LOUNGE, Number.MAX_SAFE_INTEGER);
      expect(await monolith.rooms.open(LOUNGE)).toEqual({ kind: 'missing' });
      expect(await monolith.rooms.create(LOUNGE, room)).toBe(true);
    });
  });

  describe('is saved', () => {
    it('[ROM-3] when its settings change, while it goes on', async () => {
      await createPermanentLounge(monolith, { restoreQueueBehavior: RestoreQueue.Never });
      const host = await opened(monolith);
      await applySettings(host, { title: 'Now', waitForReadySeconds: 0, enableVoteSkip: true });
      await until('the row has it', () => files.row()?.settings.enableVoteSkip);
      expect(files.row()?.settings).toMatchObject({ title: 'Now', restoreQueueBehavior: RestoreQueue.Never });
      expect(host.isOpen).toBe(true);
    });

    it('[ROM-2] when somebody claims it', async () => {
      const room = { name: 'Lounge', isTemporary: false, visibility: 'public', owner: null } as const;
      await monolith.rooms.create(LOUNGE, room);
      const host = await opened(monolith);
      expect(await host.call(OWNER, { type: 'claim' })).toBeNull();
      await until('the row has it', () => files.row()?.owner === OWNER.userId);
      expect(await other.permanentRooms.ownedBy(1)).toHaveLength(1);
    });

    it('[ROM-25] when it is unloaded, and then begins anew: with its queue, what played first, where it was', async () => {
      await createPermanentLounge(monolith, { restoreQueueBehavior: RestoreQueue.Always });
      const host = await opened(monolith);
      await until('it plays', () => queuesOf(host).current === 'one');
      await applySettings(host, { restoreQueueBehavior: RestoreQueue.Prompt });
      expect(await host.call(OWNER, { type: RequestType.Seek, value: 42.5 })).toBeNull();
      await monolith.rooms.end(host);
      expect(files.row()?.queue).toMatchObject([{ id: 'one', startAt: 42.5 }, { id: 'two' }]);
      expect(files.hasLiveState()).toBe(false);
      expect(queuesOf(await opened(other))).toEqual({ current: null, queue: [], offered: ['one', 'two'] });
    });

    it('[ROM-4] [ROM-25] when nobody is in it any more', async () => {
      const brief = await start({ unloadAfterMs: 50 });
      await createPermanentLounge(brief);
      const guest = await enter(brief);
      brief.visits.said(guest.id, chat('forget me'));
      await applySettings(await opened(brief), { title: 'Empty' });
      brief.visits.left(guest.id);
      await until('it is unloaded', () => brief.entrance.toldOf('unloaded').length > 0);
      expect(brief.entrance.toldOf('unloaded')[0]?.[3]).toBe('keepalive');
      expect(files.row()?.settings.title).toBe('Empty');
      expect(files.hasLiveState()).toBe(false);
    });

    it('[OWN-6] only where it lives while the database is away: nothing is lost', async () => {
      await createPermanentLounge(monolith, { restoreQueueBehavior: RestoreQueue.Always });
      const host = await opened(monolith);
      await until('it plays', () => queuesOf(host).current === 'one');
      files.goAway();
      await applySettings(host, { title: 'During the outage' });
      await monolith.rooms.end(host);
      const again = await opened(other);
      expect(again.metadata.title).toBe('During the outage');
      expect(queuesOf(again)).toEqual({ current: 'one', queue: ['two'], offered: null });
      files.comeBack();
      await until('the row has it', () => files.row()?.settings.title === 'During the outage');
    });

    it('[OWN-6] when the database is back, as it is then', async () => {
      await createPermanentLounge(monolith);
      const host = await opened(monolith);
      files.goAway();
      for (const title of ['one', 'two', 'three']) await applySettings(host, { title });
      files.comeBack();
      await until('the row has it', () => files.row()?.settings.title === 'three');
    });
  });

  describe('goes on as it was, without asking about its queue', () => {
    const PLAYING = { current: 'one', queue: ['two'], offered: null };

    beforeEach(async () => {
      await createPermanentLounge(monolith, { restoreQueueBehavior: RestoreQueue.Always });
      const host = await opened(monolith);
      await until('it plays', () => queuesOf(host).current === 'one');
      await applySettings(host, { title: 'Going on', restoreQueueBehavior: RestoreQueue.Prompt });
    });

    it('[LNK-37] when it moves', async () => {
      monolith.rooms.unload(LOUNGE, (await opened(monolith)).epoch, 'move', other.id);
      await until('it is unloaded', isTold);
      expect(queuesOf(await opened(other))).toEqual(PLAYING);
    });

    it('[LNK-40] when it is unloaded on command', async () => {
      monolith.rooms.unload(LOUNGE, (await opened(monolith)).epoch, 'duplicate', null);
      await until('it is unloaded', isTold);
      expect(queuesOf(await opened(other))).toEqual(PLAYING);
    });

    it('[OWN-4] when its Monolith crashes', async () => {
      await until('it is saved', () => files.hasLiveState());
      await until('the row has it', () => files.row()?.settings.title === 'Going on');
      await monolith.store.endSession(monolith.id);
      expect(queuesOf(await opened(other))).toEqual(PLAYING);
    });

    it('[ROM-3] when all Monoliths stop and start again; its row is written all the same', async () => {
      for (const one of running) await one.close();
      running.clear();
      expect(files.row()).toMatchObject({
        settings: { title: 'Going on' },
        queue: [{ id: 'one' }, { id: 'two' }],
      });
      expect(queuesOf(await opened(await start()))).toEqual(PLAYING);
    });

    it('[OWN-3] when the live-state store was away for a while', async () => {
      store.isDown = true;
      await until('it is frozen', isTold);
      store.isDown = false;
      expect(queuesOf(await opened(monolith))).toEqual(PLAYING);
    });
  });

  describe('has its name to itself', () => {
    const temporary = { name: 'Lounge', isTemporary: true, visibility: 'public', owner: null } as const;
    const permanent = { ...temporary, name: 'LOUNGE', isTemporary: false };

    it.each([
      ['permanent', permanent, temporary],
      ['temporary', temporary, permanent],
      ['permanent', permanent, permanent],
    ])('[ROM-1] when a %s room was first, on whichever Monolith', async (_, first, second) => {
      expect(await monolith.rooms.create(LOUNGE, first)).toBe(true);
      expect(await other.rooms.create(LOUNGE, second)).toBe(false);
      expect((await opened(other)).metadata).toMatchObject({
        name: first.name,
        isTemporary: first.isTemporary,
      });
    });

    it('[ROM-1] also while it is not loaded', async () => {
      await createPermanentLounge(monolith);
      await unload(monolith);
      for (const room of [temporary, permanent]) expect(await other.rooms.create(LOUNGE, room)).toBe(false);
      expect((await opened(other)).isTemporary).toBe(false);
    });

    it('[ROM-1] among all who want it at the same time', async () => {
      for (let round = 0; round < 10; round++) {
        const wishes = [temporary, permanent, temporary, permanent].map((room, index) =>
          (index < 2 ? monolith : other).rooms.create(LOUNGE, room),
        );
        const made = await Promise.all(wishes);
        expect(made.filter((isMade) => isMade)).toHaveLength(1);
        const host = await opened(other);
        expect(host.isTemporary).toBe(made[0] === true || made[2] === true);
        await other.rooms.end(host);
        files.loseLiveState();
        await other.permanentRooms.delete(LOUNGE, Number.MAX_SAFE_INTEGER);
      }
    });

    it('[OWN-6] for nobody when it cannot be made: the name stays free', async () => {
      for (const room of [temporary, permanent]) {
        files.goAway();
        const failure = await monolith.rooms.create(LOUNGE, room).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(StoreError);
        files.comeBack();
      }
      expect(await other.rooms.create(LOUNGE, permanent)).toBe(true);
    });

    it('[ROM-1] from a temporary one that was put down before its row was seen', async () => {
      await createPermanentLounge(other, { title: 'First' });
      await store.create(LOUNGE, JSON.stringify({ kind: 'new', room: temporary }), 60_000);
      expect((await opened(other)).metadata).toMatchObject({ isTemporary: false, title: 'First' });
    });
  });

  it('[ROM-1] has its name to itself also when it is made while a temporary one is', async () => {
    const create = store.create.bind(store);
    store.create = async (...args) => {
      await createPermanentLounge(other);
      return create(...args);
    };
    const temporary = { name: 'Lounge', isTemporary: true, visibility: 'public', owner: null } as const;
    expect(await monolith.rooms.create(LOUNGE, temporary)).toBe(false);
    expect((await opened(other)).isTemporary).toBe(false);
  });

  describe('is deleted', () => {
    beforeEach(async () => {
      await createPermanentLounge(monolith);
    });

    it('[API-20] for good; its clients are sent away, and its name is free', async () => {
      await enter(monolith);
      expect(await monolith.rooms.delete(await opened(monolith))).toBe(true);
      expect(monolith.entrance.toldOf('unloaded')[0]?.[3]).toBe('admin');
      expect(files.row()).toBeNull();
      expect(await other.rooms.open(LOUNGE)).toEqual({ kind: 'missing' });
      const room = { name: 'Lounge', isTemporary: true, visibility: 'public', owner: null } as const;
      expect(await other.rooms.create(LOUNGE, room)).toBe(true);
    });

    it('[OWN-6] not while the database is away: it goes on, and can be deleted later', async () => {
      const host = await opened(monolith);
      await applySettings(host, { title: 'Still here' });
      files.goAway();
      expect(await monolith.rooms.delete(host)).toBe(false);
      expect(monolith.entrance.toldOf('unloaded')[0]?.[3]).toBe('shutdown');
      files.comeBack();
      const again = await opened(monolith);
      expect(again.metadata.title).toBe('Still here');
      expect(await monolith.rooms.delete(again)).toBe(true);
      expect(await other.rooms.open(LOUNGE)).toEqual({ kind: 'missing' });
    });

    it('[OWN-6] not while the live-state store is away, and later all the same', async () => {
      const host = await opened(monolith);
      store.isDown = true;
      expect(await monolith.rooms.delete(host)).toBe(false);
      store.isDown = false;
      expect(await monolith.rooms.delete(await opened(monolith))).toBe(true);
      expect(await other.rooms.open(LOUNGE)).toEqual({ kind: 'missing' });
    });

    it('[OWN-1] not by a Monolith that does not own it any more', async () => {
      const host = await opened(monolith);
      await store.endSession(monolith.id);
      await opened(other);
      expect(await monolith.rooms.delete(host)).toBe(false);
      expect(files.row()).not.toBeNull();
    });
  });
});
