import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { RedisCluster, requireTool, type RedisServer } from '@usher/harness/servers';
import { until } from '@usher/kit/testing';
import { claimed, createdRoom, liveStateContract, openSession } from '../testing/live-state-contract.ts';
import { LiveStateProcess } from '../testing/live-state-process.ts';
import { hashSlot } from './hash-slot.ts';
import { CLOCK } from './valkey-scripts.ts';
import { Valkey } from './valkey.ts';
import { ValkeyLiveState } from './valkey-live-state.ts';

const isAvailable = requireTool('redis-server').available;

describe.skipIf(!isAvailable)('a cluster of Valkey or Redis', () => {
  let cluster: RedisCluster;
  const open = () => new ValkeyLiveState(cluster.url);
  beforeAll(async () => {
    cluster = await RedisCluster.start();
  }, 30_000);
  afterAll(() => cluster[Symbol.asyncDispose]());

  liveStateContract('a cluster of Valkey or Redis', {
    make: open,
    otherProcess: () => new LiveStateProcess(['valkey', cluster.url]),
  });

  it('[OWN-5] has rooms and sessions on all of its servers', async () => {
    const store = open();
    await Promise.all(Array.from({ length: 60 }, () => createdRoom(store)));
    for (const master of cluster.masters) expect(Number(await master.command('DBSIZE'))).toBeGreaterThan(5);
    await store.close();
  });

  it('[OWN-7] tells the time of one server, whichever of them was asked first', async () => {
    const stores = cluster.masters.map(({ url }) => new ValkeyLiveState(url));
    const calls = async (server: RedisServer) =>
      Number(/cmdstat_time:calls=(\d+)/.exec(String(await server.command('INFO', 'commandstats')))?.[1] ?? 0);
    const before = await Promise.all(cluster.masters.map(calls));
    for (const store of stores) await store.now();
    const after = await Promise.all(cluster.masters.map(calls));
    const asked = after.filter((count, index) => count !== before[index]);
    expect(asked).toHaveLength(1);
    for (const store of stores) await store.close();
  });

  it('[OWN-5] follows a room whose slot is on its way to another server', async () => {
    const valkey = new Valkey(cluster.url);
    const key = 'on its way';
    const { owner, other } = await serversFor(key);
    const [from, to] = [
      String(await owner.command('CLUSTER', 'MYID')),
      String(await other.command('CLUSTER', 'MYID')),
    ];
    const setSlot = (server: RedisServer, ...how: string[]) =>
      server.command('CLUSTER', 'SETSLOT', String(hashSlot(key)), ...how);
    await setSlot(other, 'IMPORTING', from);
    await setSlot(owner, 'MIGRATING', to);
    expect(await valkey.send(key, 'SET', key, 'here')).toBe('OK');
    expect(await valkey.run(CLOCK, key)).toHaveLength(2);
    expect(await valkey.send(key, 'GET', key)).toBe('here');
    for (const server of [other, owner]) await setSlot(server, 'NODE', to);
    expect(await valkey.send(key, 'GET', key)).toBe('here');
    valkey.close();
  });

  /** Whoever has the key's slot answers; the others redirect. */
  async function serversFor(key: string): Promise<{ owner: RedisServer; other: RedisServer }> {
    const answers = await Promise.allSettled(cluster.masters.map((server) => server.command('GET', key)));
    const at = (status: string) => cluster.masters[answers.findIndex((answer) => answer.status === status)];
    const [owner, other] = [at('fulfilled'), at('rejected')];
    if (owner === undefined || other === undefined) throw new Error('the slots are not shared');
    return { owner, other };
  }
});

describe.skipIf(!isAvailable)('a cluster of Valkey or Redis that loses a server', () => {
  it('[OWN-6] is used on, with the rooms that the server had, when its replica has taken over', async () => {
    await using cluster = await RedisCluster.start();
    const [victim] = cluster.masters;
    if (victim === undefined) throw new Error('no servers');
    const replica = await cluster.addReplicaOf(victim);
    const store = new ValkeyLiveState(cluster.url);
    const rooms = await Promise.all(Array.from({ length: 30 }, () => createdRoom(store)));
    await until('the replica has all of them', async () => {
      const sizes = await Promise.all([victim, replica].map((server) => server.command('DBSIZE')));
      return sizes[0] === sizes[1];
    });
    await victim.kill();
    for (const room of rooms) {
      const claim = await until('the room can be claimed', async () => {
        const id = await openSession(store).catch(() => null);
        return id && store.claim(room, id).catch(() => null);
      });
      expect(claimed(claim).state).toBe('made');
    }
    await store.close();
  }, 30_000);
});

it('[OWN-5] computes the slots of keys as the specification does', () => {
  expect(hashSlot('123456789')).toBe(0x31c3);
  expect(hashSlot('foo')).toBe(12_182);
});
