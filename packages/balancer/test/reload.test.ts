import { describe, expect, it } from 'bun:test';
import { freePort } from '@usher/harness';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { discoveryConfig } from '../src/shell/discovery/discovery-config.ts';
import { readyBalancerFor, SECRET } from './start.ts';

const LONG = 'x'.repeat(2000);

describe('a Balancer that reads its configuration again', () => {
  it('[BAL-33] leaves all as it was when one thing cannot be used, and takes all over when it can', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address], { api_key: 'old' });
    const { config, port } = balancer;
    const push = freePort();
    const next = {
      ...config,
      balancer: {
        ...config.balancer,
        api_key: 'new',
        limits: { ...config.balancer.limits, message: 1000 },
        discovery: discoveryConfig.parse([{ method: 'push', port: push }]),
      },
    };
    const hasKey = async (key: string) => {
      const headers = { Authorization: `Bearer ${key}` };
      return (await fetch(`http://127.0.0.1:${port}/api/state`, { headers })).ok;
    };
    const fateOf = async (text: string) => {
      using client = await TestClient.join(port, 'foo');
      const before = monolith.said.length;
      client.say({ text });
      return await until('it is heard, or closed', () =>
        client.closed !== null ? 'closed' : monolith.said.length > before ? 'heard' : null,
      );
    };
    {
      using _ = Bun.serve({ hostname: '127.0.0.1', port: push, fetch: () => new Response() });
      expect(() => balancer.reload(next)).toThrow(String(push));
    }
    expect([await hasKey('old'), await hasKey('new'), await fateOf(LONG)]).toEqual([true, false, 'heard']);
    expect(monolith.connections).toBe(1);

    balancer.reload(next);
    expect([await hasKey('old'), await hasKey('new'), await fateOf(LONG)]).toEqual([false, true, 'closed']);
    using controller = new TestClient(`ws://127.0.0.1:${push}/`);
    await controller.opened();
  });
});
