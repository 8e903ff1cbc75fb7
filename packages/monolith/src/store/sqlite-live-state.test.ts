import { afterAll, describe, expect, it } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roomKey, type RoomKey } from '@usher/protocol';
import { LEASE } from './live-state.ts';
import { claimed, liveStateContract, openSession } from '../testing/live-state-contract.ts';
import { LiveStateProcess } from '../testing/live-state-process.ts';
import { thisProcess, type ProcessIdentity } from './process-identity.ts';
import { SqliteLiveState } from './sqlite-live-state.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'usher-live-state-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

liveStateContract('SQLite', {
  make: () => new SqliteLiveState({ dataDir }),
  otherProcess: () => new LiveStateProcess(['sqlite', dataDir]),
});

describe('the live-state store in SQLite', () => {
  const room = roomKey('lounge') as RoomKey;

  /** Two Monoliths whose uptime moves only when told to, the owner being `owner`. */
  async function ownedRoom(owner: Partial<ProcessIdentity>) {
    const place = mkdtempSync(join(dataDir, 'place-'));
    let uptimeMs = 1_000_000;
    const open = (process: ProcessIdentity) =>
      new SqliteLiveState({ dataDir: place, process, uptimeMs: () => uptimeMs });
    const stores = { owner: open({ ...thisProcess(), ...owner }), asker: open(thisProcess()) };
    await stores.owner.create(room, 'made', 60_000);
    const ids = { owner: await openSession(stores.owner), asker: await openSession(stores.asker) };
    claimed(await stores.owner.claim(room, ids.owner));
    return {
      ids,
      advance: (ms: number) => (uptimeMs += ms),
      renewAsker: () => stores.asker.renewSession(ids.asker),
      ask: () => stores.asker.claim(room, ids.asker),
    };
  }

  it('[OWN-5] frees the rooms of a killed process at once', async () => {
    const store = new SqliteLiveState({ dataDir });
    const victim = new LiveStateProcess(['sqlite', dataDir]);
    await store.create(room, 'made', 60_000);
    const owner = await openSession(victim);
    claimed(await victim.claim(room, owner));
    const asker = await openSession(store);
    expect((await store.claim(room, asker)).kind).toBe('owned');
    await victim.kill();
    expect((await store.claim(room, asker)).kind).toBe('claimed');
    await store.close();
  });

  it('[OWN-5] does not mistake a pid that is used again for the process that had it', async () => {
    const { ask } = await ownedRoom({ startTime: '1' });
    expect((await ask()).kind).toBe('claimed');
  });

  it('[OWN-5] lets the lease alone decide about a process of another PID namespace', async () => {
    const { ask, advance, renewAsker } = await ownedRoom({ pid: 999_999_999, pidNamespace: 'pid:[1]' });
    advance(LEASE.renewEveryMs);
    expect(await ask()).toMatchObject({ kind: 'owned', retryMs: LEASE.validMs - LEASE.renewEveryMs });
    await renewAsker();
    advance(LEASE.validMs - LEASE.renewEveryMs);
    expect((await ask()).kind).toBe('claimed');
  });

  it('[OWN-5] believes no lease of another boot longer than it has watched it', async () => {
    const { ask, advance, renewAsker } = await ownedRoom({ bootId: 'before the restart' });
    advance(-900_000);
    await renewAsker();
    expect(await ask()).toMatchObject({ kind: 'owned', retryMs: LEASE.validMs });
    advance(LEASE.validMs - 1);
    expect(await ask()).toMatchObject({ kind: 'owned', retryMs: 1 });
    await renewAsker();
    advance(1);
    expect((await ask()).kind).toBe('claimed');
  });

  it('[OWN-5] opens for many processes that start at the same time', async () => {
    const place = mkdtempSync(join(dataDir, 'start-'));
    const processes = Array.from({ length: 4 }, () => new LiveStateProcess(['sqlite', place]));
    const ids = await Promise.all(processes.map((process) => openSession(process)));
    expect(ids).toHaveLength(4);
    await Promise.all(processes.map((process) => process.kill()));
  });
});
