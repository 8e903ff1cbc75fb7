import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { RedisServer, requireTool } from '@usher/harness/servers';
import { until } from '@usher/kit/testing';
import { claimed, createdRoom, liveStateContract, openSession } from '../testing/live-state-contract.ts';
import { LiveStateProcess } from '../testing/live-state-process.ts';
import { LEASE } from './live-state.ts';
import { StoreError } from './store-error.ts';
import { ValkeyLiveState } from './valkey-live-state.ts';
import { WRITE } from './valkey-scripts.ts';
import { Valkey } from './valkey.ts';

/** A single question has 600 ms. Whoever hears no later than this has still stopped serving when it must (OWN-3). */
const BOUND_MS = LEASE.serveMs;

describe.skipIf(!requireTool('redis-server').available)('one server of Valkey or Redis', () => {
  let server: RedisServer;
  const open = () => new ValkeyLiveState(server.url);
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  liveStateContract('Valkey or Redis', {
    make: open,
    otherProcess: () => new LiveStateProcess(['valkey', server.url]),
  });

  it('[OWN-1] gives a room to exactly one of two who claim it at the same time, 200 times', async () => {
    const [one, two] = [open(), open()];
    const ids = [await openSession(one), await openSession(two)] as const;
    for (let round = 0; round < 200; round++) {
      const room = await createdRoom(one);
      const claims = await Promise.all([one.claim(room, ids[0]), two.claim(room, ids[1])]);
      expect(claims.map(({ kind }) => kind).toSorted()).toEqual(['claimed', 'owned']);
      if (round % 50 === 0) await Promise.all([one.renewSession(ids[0]), two.renewSession(ids[1])]);
    }
    await Promise.all([one.close(), two.close()]);
  });

  it('[OWN-2] gives larger epochs for a room that is made again after the store has lost its data', async () => {
    const store = open();
    const room = await createdRoom(store);
    const { epoch: before } = claimed(await store.claim(room, await openSession(store)));
    await server.command('FLUSHALL');
    await until('a second has passed', async () => Math.floor((await store.now()) / 1000) > before);
    expect(await store.save(room, before, 'stale')).toBe(false);
    expect(await store.create(room, 'anew', 60_000)).toBe(true);
    expect(claimed(await store.claim(room, await openSession(store))).epoch).toBeGreaterThan(before);
    expect(await store.save(room, before, 'stale')).toBe(false);
    await store.close();
  });

  it('[OWN-2] opens no session anew by renewing it after the store has lost its data', async () => {
    const store = open();
    const id = await openSession(store);
    await server.command('FLUSHALL');
    expect(await store.renewSession(id)).toBe(false);
    await store.close();
  });

  it('[OWN-4] lets no save that was delayed undo a later one', async () => {
    const store = open();
    const valkey = new Valkey(server.url);
    const room = await createdRoom(store);
    const id = await openSession(store);
    const { epoch } = claimed(await store.claim(room, id));
    const write = (state: string, number: number) =>
      valkey.run(WRITE, `usher:room:${room}`, String(epoch), state, String(number), 'keep');
    expect(await write('later', 2)).toBe(1);
    expect(await write('delayed', 1)).toBe(1);
    expect(claimed(await store.claim(room, id)).state).toBe('later');
    valkey.close();
    await store.close();
  });

  it('[API-11] leaves nothing behind of budgets whose windows have ended', async () => {
    const store = open();
    await store.spend('brief', 1, { points: 10, windowMs: 50 });
    expect(await server.command('EXISTS', 'usher:budget:brief')).toBe(1);
    await until('it is gone', async () => (await server.command('EXISTS', 'usher:budget:brief')) === 0);
    await store.close();
  });

  it('[OWN-7] tells the time of the server', async () => {
    const store = open();
    const [seconds] = (await server.command('TIME')) as string[];
    expect((await store.now()) / 1000 - Number(seconds)).toBeWithin(0, 2);
    await store.close();
  });

  it('[OWN-6] fails soon while the server hangs, and goes on when it does', async () => {
    const store = open();
    const id = await openSession(store);
    server.signal('SIGSTOP');
    await failsSoon(() => store.renewSession(id));
    await failsSoon(() => store.openSession(id));
    server.signal('SIGCONT');
    await until('the store answers', () => store.now().catch(() => null));
    expect(await store.renewSession(id)).toBe(true);
    await store.close();
  });

  it('[OWN-6] claims nothing later that could not be claimed while the server was away', async () => {
    const [owner, other] = [open(), open()];
    const room = await createdRoom(owner);
    const id = await openSession(owner);
    await server.kill();
    await failsSoon(() => owner.claim(room, id));
    await server.startAgain();
    await until('the store answers', () => other.now().catch(() => null));
    expect(await other.create(room, 'made again', LEASE.validMs)).toBe(true);
    const successor = await openSession(other);
    expect(claimed(await other.claim(room, successor)).state).toBe('made again');
    await until('the first one can ask again', () => owner.now().catch(() => null));
    expect(await owner.claim(room, id)).toEqual({ kind: 'session-over' });
    await Promise.all([owner.close(), other.close()]);
  });
});

describe.skipIf(!requireTool('redis-server').available)('a server that wants a password', () => {
  it('[BAL-34] is used with the one of the URL, which no error shows', async () => {
    await using server = await RedisServer.start(['--requirepass', 'hunter2']);
    const withPassword = (password: string) => server.url.replace('//', `//:${password}@`);
    const [right, wrong] = ['hunter2', 'hunter3'].map(
      (password) => new ValkeyLiveState(withPassword(password)),
    );
    expect(await right?.now()).toBeGreaterThan(0);
    const error = await wrong?.now().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreError);
    expect(Bun.inspect(error)).not.toContain('hunter');
    await right?.close();
  });
});

async function failsSoon(ask: () => Promise<unknown>): Promise<void> {
  const askedAt = performance.now();
  const error = await ask().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreError);
  expect(performance.now() - askedAt).toBeLessThan(BOUND_MS);
}
