import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { SqliteLiveState } from './store/sqlite-live-state.ts';
import { chat } from './testing/test-monolith.ts';
import { TestSite } from './testing/test-site.ts';

describe('a Monolith', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
    await site.createRoom({ name: 'Lounge' });
  });
  afterEach(() => site.stop());

  it('[OWN-2] [OWN-6] becomes another Monolith when its session is over, and takes its rooms up again', async () => {
    const client = await site.join('lounge');
    const before = site.monolith.id;
    const store = new SqliteLiveState({ dataDir: site.dataDir });
    if (before !== null) await store.endSession(before);
    expect(await client.closed).toBe(1013);
    const after = await until('it has another id', () => site.monolith.id !== before && site.monolith.id);
    const balancer = await site.balancer();
    expect(balancer.controls('init')).toMatchObject([{ id: after }]);
    await site.join('lounge');
    balancer.close();
    await store.close();
  });

  it('[LNK-24] joins clients of the link and of its own in one room', async () => {
    const balancer = await site.balancer();
    expect(balancer.controls('init')).toMatchObject([
      { id: site.monolith.id, port: site.monolith.httpPort, region: 'test' },
    ]);
    balancer.join('lounge', 'client-1', site.token);
    await until('it has joined', () => balancer.toClient('client-1', 'you').length > 0);
    expect(balancer.controls('loaded')).toMatchObject([{ room: 'lounge' }]);
    const direct = await site.join('lounge');
    direct.say(chat('hello'));
    await until('it is broadcast', () => balancer.toRoom('lounge', 'chat').length > 0);
    balancer.close();
  });

  it('[LNK-36] [LNK-33] tells Balancers of its rooms as it stops', async () => {
    const balancer = await site.balancer();
    balancer.join('lounge', 'client-1', site.token);
    await until('it has joined', () => balancer.toClient('client-1', 'you').length > 0);
    await site.stopFirst();
    await until('it is told', () => balancer.controls('unloaded').length > 0);
    expect(balancer.controls('unloaded')).toMatchObject([{ room: 'lounge', reason: 'moved' }]);
    expect(balancer.controls('draining')).toHaveLength(1);
  });
});
