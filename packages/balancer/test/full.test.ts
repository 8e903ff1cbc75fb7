import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { FULL } from './behaviour/played-monolith.ts';
import { relaySuite } from './behaviour/relay-suite.ts';
import { roomsSuite } from './behaviour/rooms-suite.ts';
import { readyBalancerFor, SECRET } from './start.ts';

relaySuite(FULL);
roomsSuite(FULL);

describe('what a full Monolith is told besides', () => {
  it('[LNK-15] [LNK-24] [LNK-41] who the Balancer is, where a client comes from, and that it was there before', async () => {
    await using monolith = new SeedMonolith({ token: SECRET, init: { id: 'm1', version: 1 } });
    await using balancer = await readyBalancerFor([monolith.address]);
    using _ = await TestClient.join(balancer.port, 'foo');
    const join = await until('the Join arrives', () => monolith.joins()[0]);
    monolith.send(`{"room":"foo","id":"${join.json.id}","message":{}}`);
    monolith.cut();
    const again = await until('it is joined again', () => monolith.joins()[1]);
    const info = { ip: '127.0.0.1', region: 'unknown' };
    expect(monolith.received[0]?.json).toEqual({
      action: 'hello',
      id: balancer.id,
      region: 'unknown',
      version: 1,
    } as never);
    expect(join.json.message).toEqual({ action: 'req', request: { type: 0, info } });
    expect(again.json.message).toEqual({ action: 'req', request: { type: 0, resume: true, info } });
    monolith.send('{"action":"gossip","rooms":[{"room":"foo","epoch":1}]}');
    await until('all is said', () => monolith.received.some(({ json }) => json.action === 'resumed'));
  });
});
