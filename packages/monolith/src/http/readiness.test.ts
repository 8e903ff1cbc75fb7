import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { FakeTime } from '@usher/kit/testing';
import { openDurableStore, type DurableStore } from '../store/durable-store.ts';
import { temporaryDirectory } from '../testing/test-monolith.ts';
import { TestSite } from '../testing/test-site.ts';
import { Readiness } from './readiness.ts';

describe('whether a Monolith is ready', () => {
  const directory = temporaryDirectory();
  let database: DurableStore;
  beforeAll(async () => {
    database = await openDurableStore(directory.path);
  });
  afterAll(() => directory.remove());

  it('[BAL-30] it is while it does not stop, its session is valid and the database answers', async () => {
    const clock = new FakeTime();
    const [rooms, membership] = [{ isDraining: false }, { mayServe: true }];
    const readiness = new Readiness({ rooms, membership: () => membership, database, clock });
    expect(await readiness.problem()).toBeNull();
    membership.mayServe = false;
    expect(await readiness.problem()).toContain('live-state store');
    rooms.isDraining = true;
    expect(await readiness.problem()).toContain('stopping');
    Object.assign(rooms, { isDraining: false });
    Object.assign(membership, { mayServe: true });
    await database.destroy();
    expect(await readiness.problem()).toBeNull(); // asked less than a second ago
    clock.advance(1000);
    expect(await readiness.problem()).toContain('database');
  });

  it('[BAL-30] it says so to anyone who asks', async () => {
    const site = await TestSite.start();
    const { status, body, headers } = await site.call('GET', '/api/status/ready', { headers: {} });
    expect({ status, body }).toEqual({ status: 200, body: { status: 'ready' } });
    expect(headers.get('Cache-Control')).toBe('no-store');
    await site.stop();
  });
});
