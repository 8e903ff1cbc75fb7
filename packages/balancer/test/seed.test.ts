import { describe, expect, it } from 'bun:test';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { SEED_ONLY } from './behaviour/played-monolith.ts';
import { relaySuite } from './behaviour/relay-suite.ts';
import { readyBalancerFor, SECRET } from './start.ts';

relaySuite(SEED_ONLY);

describe('the seed’s frames', () => {
  it('[LNK-20] [LNK-24] [LNK-25] are envelopes with token, room, id and message, and nothing else', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using client = await TestClient.join(balancer.port, 'Foo', 'tok"en');
    const join = await until('the Join arrives', () => monolith.joins()[0]);
    const said = ' \n\t{ "a" : 1 , "a" : 2 } \r\n';
    client.send(said);
    await until('it is heard', () => monolith.said.length > 0);
    client.close();
    await until('it has left', () => monolith.leaves().length > 0);
    const prefix = `{"token":"tok\\"en","room":"foo","id":"${join.json.id}","message":`;
    expect(monolith.received.map(({ text }) => text)).toEqual([
      `${prefix}{"action":"req","request":{"type":0}}}`,
      `${prefix}${said}}`,
      `${prefix}{"action":"req","request":{"type":1}}}`,
    ]);
  });

  it('[LNK-22] [LNK-3] are read in any key order, with any white space, null for no id, the last of duplicates', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    using client = await TestClient.join(balancer.port, 'foo');
    const join = await until('the Join arrives', () => monolith.joins()[0]);
    monolith.send(' { "message" :{ "n":1 } , "x":[{"message":1}], "id" : null , "room":"foo" } ');
    monolith.send(`{"id":"${join.json.id}","message":{"n":"first"},"room":"foo","message":{"n":2}}`);
    await until('both are heard', () => client.heard.length === 2);
    expect(client.heard).toEqual(['{ "n":1 }', '{"n":2}']);
  });

  it('[LNK-13] [LNK-12] refuses a Monolith whose token is not the secret', async () => {
    await using rogue = new SeedMonolith({ token: 'not-the-secret-not-the-secret-not-the-secret' });
    await using genuine = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([rogue.address, genuine.address]);
    using _ = await TestClient.join(balancer.port, 'foo');
    await until('the genuine one has the room', () => genuine.joins().length === 1);
    expect(rogue.received).toEqual([]);
  });

  it('[BAL-20] [BAL-22] proxies HTTP to it, and says 503 when nobody is there', async () => {
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address]);
    const site = `http://127.0.0.1:${balancer.port}`;
    expect(await (await fetch(`${site}/api/room/foo?x=1`)).text()).toBe('seed:/api/room/foo');
    await fetch(`${site}/api/room/create`, { method: 'POST', body: '{"name":"foo"}' });
    expect(monolith.requests.at(-1)).toEqual({
      method: 'POST',
      path: '/api/room/create',
      body: '{"name":"foo"}',
    });
  });
});
