import { afterAll, afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { monolithId, roomKey, type MonolithId, type RoomKey } from '@usher/protocol';
import { until } from '@usher/kit/testing';
import { LEASE, type Claim, type LiveState } from '../store/live-state.ts';
import { announcementContract } from './announcement-contract.ts';
import { budgetContract } from './budget-contract.ts';
import type { OtherProcess } from './live-state-process.ts';

/** How one implementation is made, and another process that uses the same store. */
export interface LiveStateMaker {
  readonly make: () => LiveState;
  readonly otherProcess: () => OtherProcess;
}

/** What every live-state store must do (OWN-2, OWN-5). Times are real: leases run out while we wait. */
export function liveStateContract(name: string, { make, otherProcess }: LiveStateMaker): void {
  describe(`the live-state store: ${name}`, () => {
    let store: LiveState;
    const processes: OtherProcess[] = [];

    beforeEach(() => {
      store = make();
    });
    afterEach(async () => {
      for (const process of processes.splice(0)) await process.kill();
      await store.close();
    });
    afterAll(() => expect(processes).toEqual([]));

    const startProcess = (): OtherProcess => {
      const process = otherProcess();
      processes.push(process);
      return process;
    };

    budgetContract({ store: () => store, startProcess });
    announcementContract({ store: () => store, open: make });

    it('[OWN-2] takes a name once, whatever becomes of the first room', async () => {
      const room = newRoom();
      expect(await store.create(room, 'first', 60_000)).toBe(true);
      expect(await store.create(room, 'second', 60_000)).toBe(false);
      const claim = claimed(await store.claim(room, await openSession(store)));
      expect(claim.state).toBe('first');
      expect(await store.create(room, 'third', 60_000)).toBe(false);
    });

    it('[OWN-2] says of a room that nobody made that it is missing', async () => {
      expect(await store.claim(newRoom(), await openSession(store))).toEqual({ kind: 'missing' });
    });

    it('[OWN-2] gives a room to one Monolith and tells the others who has it and for how long', async () => {
      const room = await createdRoom(store);
      const owner = await openSession(store);
      expect((await store.claim(room, owner)).kind).toBe('claimed');
      const answer = await store.claim(room, await openSession(store));
      expect(answer).toEqual({ kind: 'owned', by: owner, retryMs: expect.any(Number) });
      const { retryMs } = answer as Extract<Claim, { kind: 'owned' }>;
      expect(retryMs).toBeGreaterThan(0);
      expect(retryMs).toBeLessThanOrEqual(LEASE.validMs);
    });

    it('[OWN-2] gives epochs that grow with every claim and are at least the Unix time', async () => {
      const room = await createdRoom(store);
      const id = await openSession(store);
      const before = Math.floor((await store.now()) / 1000);
      const first = claimed(await store.claim(room, id));
      expect(first.epoch).toBeGreaterThanOrEqual(before);
      await store.release(room, first.epoch, 'released');
      const second = claimed(await store.claim(room, id));
      expect(second.epoch).toBeGreaterThan(first.epoch);
      expect(second.state).toBe('released');
    });

    it('[OWN-2] fences: only the current epoch saves, releases and removes', async () => {
      const room = await createdRoom(store);
      const first = await openSession(store);
      const { epoch: old } = claimed(await store.claim(room, first));
      await store.endSession(first);
      const { epoch } = claimed(await store.claim(room, await openSession(store)));
      expect(await store.save(room, old, 'stale')).toBe(false);
      expect(await store.release(room, old, 'stale')).toBe(false);
      expect(await store.remove(room, old)).toBe(false);
      expect(await store.save(room, epoch, 'current')).toBe(true);
      expect(await store.release(room, epoch, 'last')).toBe(true);
      expect(await store.save(room, epoch, 'after the release')).toBe(false);
      expect(claimed(await store.claim(room, await openSession(store))).state).toBe('last');
    });

    it('[OWN-2] gives the epochs of a removed room to no room that takes its name', async () => {
      const room = await createdRoom(store);
      const id = await openSession(store);
      const { epoch } = claimed(await store.claim(room, id));
      expect(await store.remove(room, epoch)).toBe(true);
      expect(await store.claim(room, id)).toEqual({ kind: 'missing' });
      expect(await store.create(room, 'anew', 60_000)).toBe(true);
      expect(claimed(await store.claim(room, id)).epoch).toBeGreaterThan(epoch);
      expect(await store.save(room, epoch, 'stale')).toBe(false);
    });

    it('[ROM-4] forgets a room when its time has passed since the last save, but never an owned one', async () => {
      const [owned, released] = [newRoom(), newRoom()];
      const id = await openSession(store);
      const { epoch } = await claimBriefRoom(released, id);
      await claimBriefRoom(owned, id);
      await store.release(released, epoch, 'released');
      await until('its time has passed', () => store.create(released, 'anew', 60_000));
      expect(await store.create(owned, 'anew', 60_000)).toBe(false);
    });

    /** A room that is kept for 1 ms: we may have to be quick more than once. */
    const claimBriefRoom = (room: RoomKey, by: MonolithId) =>
      until('it is claimed', async () => {
        await store.create(room, 'made', 1);
        const claim = await store.claim(room, by);
        return claim.kind === 'claimed' ? claim : null;
      });

    it('[OWN-2] lets a room go when its owner has not renewed, and the owner learns that it is over for good', async () => {
      const room = await createdRoom(store);
      const owner = await openSession(store);
      await store.claim(room, owner);
      const other = await openSession(store);
      await until('the lease has run out', async () => {
        expect(await store.renewSession(other)).toBe(true);
        return (await store.claim(room, other)).kind === 'claimed';
      });
      expect(await store.renewSession(owner)).toBe(false);
      expect(await store.claim(room, owner)).toEqual({ kind: 'session-over' });
    });

    it('[OWN-2] does not revive a session that has run out unnoticed', async () => {
      const id = await openSession(store);
      const other = await openSession(store);
      const room = await createdRoom(store);
      await until('both have run out', async () => (await store.claim(room, other)).kind === 'session-over');
      await until('it is over', async () => !(await store.renewSession(id)));
      expect(await store.renewSession(id)).toBe(false);
    });

    it('[OWN-1] gives each room to exactly one of two processes that claim at the same time', async () => {
      const rooms = await Promise.all(Array.from({ length: 40 }, () => createdRoom(store)));
      const rivals = [startProcess(), startProcess()];
      const ids = await Promise.all(rivals.map((rival) => openSession(rival)));
      const claims = await Promise.all(
        rivals.map((rival, index) =>
          Promise.all(rooms.map((room) => rival.claim(room, ids[index] as MonolithId))),
        ),
      );
      for (const [index] of rooms.entries()) {
        const kinds = new Set(claims.map((answers) => answers[index]?.kind));
        expect(kinds).toEqual(new Set(['claimed', 'owned']));
      }
    });

    it('[OWN-2] takes the rooms of a process that was paused beyond its lease, and says so when it wakes', async () => {
      const room = await createdRoom(store);
      const paused = startProcess();
      const owner = await openSession(paused);
      const { epoch } = claimed(await paused.claim(room, owner));
      paused.signal('SIGSTOP');
      const other = await openSession(store);
      await until('the lease has run out', async () => {
        await store.renewSession(other);
        return (await store.claim(room, other)).kind === 'claimed';
      });
      paused.signal('SIGCONT');
      expect(await paused.renewSession(owner)).toBe(false);
      expect(await paused.save(room, epoch, 'stale')).toBe(false);
    });
  });
}

let made = 0;
const unique = (prefix: string) => `${prefix}-${process.pid}-${made++}`;

function newRoom(): RoomKey {
  return roomKey(unique('room')) as RoomKey;
}

export async function createdRoom(store: LiveState): Promise<RoomKey> {
  const room = newRoom();
  expect(await store.create(room, 'made', 60_000)).toBe(true);
  return room;
}

export async function openSession(store: Pick<LiveState, 'openSession'>): Promise<MonolithId> {
  const id = monolithId(unique('monolith'));
  await store.openSession(id);
  return id;
}

export function claimed(claim: Claim): Extract<Claim, { kind: 'claimed' }> {
  expect(claim.kind).toBe('claimed');
  return claim as Extract<Claim, { kind: 'claimed' }>;
}
