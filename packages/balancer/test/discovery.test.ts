import { describe, expect, it } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, requireTool, tempDir } from '@usher/harness';
import { DnsServer, SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { discoveryConfig } from '../src/shell/discovery/discovery-config.ts';
import { balancerFor, SECRET } from './start.ts';

const seedMonolith = () => new SeedMonolith({ token: SECRET });
const fullMonolith = (id: string) =>
  new SeedMonolith({ token: SECRET, init: { id, version: 1, nonce: 'n' } });
const list = (monoliths: readonly SeedMonolith[]) => JSON.stringify(monoliths.map(({ address }) => address));

const balancerWith = (...sources: unknown[]) =>
  balancerFor([{ host: 'unused', port: 1 }], { discovery: discoveryConfig.parse(sources) });

describe('Monoliths that come and go', () => {
  it('[BAL-1] [LNK-1] are dialled when they are found, and no client of another one notices', async () => {
    using directory = tempDir();
    const path = join(directory.path, 'monoliths.json');
    await using stays = seedMonolith();
    await using comes = seedMonolith();
    writeFileSync(path, list([stays]));
    await using balancer = await balancerWith({ method: 'file', path, interval: '20ms' });
    await until('it is linked', () => stays.connections === 1);
    using client = await TestClient.join(balancer.port, 'foo');
    await until('it has joined', () => stays.joins().length === 1);

    writeFileSync(path, list([stays, comes]));
    await until('the new one is linked', () => comes.connections === 1);
    client.say({ n: 1 });
    writeFileSync(path, list([stays]));
    await until('it is gone', () => comes.connections === 0);
    client.say({ n: 2 });
    await until('all is said', () => stays.said.length === 2);
    expect([stays.joins().length, stays.leaves().length, client.closed]).toEqual([1, 0, null]);
    expect(comes.closes).toEqual([1000]);
  });

  it('[BAL-1] [LNK-40] [OTT-7] give their rooms up when they are removed, and lose nobody', async () => {
    const port = freePort();
    await using a = fullMonolith('a');
    await using b = fullMonolith('b');
    await using balancer = await balancerWith({ method: 'push', port });
    using controller = new TestClient(`ws://127.0.0.1:${port}/`);
    await controller.opened();
    controller.say([`127.0.0.1:${a.address.port}`]);
    await until('a is linked', () => a.connections === 1);
    using client = await TestClient.join(balancer.port, 'foo');
    await until('it has joined', () => a.joins().length === 1);
    const id = a.joins()[0]?.json.id;
    a.send('{"action":"loaded","room":"foo","epoch":7,"metadata":{"name":"foo","visibility":"public"}}');
    a.send(`{"room":"foo","id":"${id}","message":{"at":"a"}}`);
    await client.hears('a', ({ at }) => at === 'a');

    controller.say([`127.0.0.1:${b.address.port}`]);
    const unload = await until('a is told to unload', () =>
      a.received.find(({ json }) => json.action === 'unload'),
    );
    expect(unload.json).toEqual({
      action: 'unload',
      room: 'foo',
      epoch: 7,
      reason: 'move',
      to: 'b',
    } as never);
    client.say({ n: 1 });
    await until('a hears it still', () => a.said.length === 1);
    a.send('{"action":"leaving","room":"foo"}');
    await until('it is parked', () => a.received.some(({ json }) => json.action === 'parked'));
    client.say({ n: 2 });
    a.send('{"action":"unloaded","room":"foo","epoch":7,"reason":"moved","to":"b"}');
    await until('it has joined b', () => b.joins().length === 1);
    await until('the link to a is closed', () => a.connections === 0);
    b.send(`{"room":"foo","id":"${id}","message":{"at":"b"}}`);
    await client.hears('b', ({ at }) => at === 'b');
    await until('b hears the rest', () => b.said.length === 1);
    expect([a.said.length, client.closed]).toEqual([1, null]);
  });

  it('[BAL-1] [LNK-5] are not dialled again when they are lost and not listed', async () => {
    await using server = await DnsServer.start();
    await using a = fullMonolith('a');
    await using b = fullMonolith('b');
    const targets = [a, b].map(({ address }) => `local.test:${address.port}`);
    server.set('_link._tcp.test', 'SRV', targets);
    server.set('local.test', 'A', ['127.0.0.1']);
    const source = { method: 'dns', query: '_link._tcp.test', type: 'SRV', interval: '20ms' };
    await using _ = await balancerWith({ ...source, server: server.address });
    await until('both are linked', () => a.connections === 1 && b.connections === 1);
    server.set('_link._tcp.test', 'SRV', targets.slice(1));
    await until('the link to a is closed', () => a.closes.length === 1);
    b.cut();
    await until('b is linked again', () => b.connections === 1 && b.closes.length === 1);
    expect(a.connections).toBe(0);
  });
});

const dnsmasq = requireTool('dnsmasq');

/** A real name server on loopback, with these addresses under `monoliths.test`. */
function startDnsmasq(port: number, hosts: string) {
  return Bun.spawn(
    [
      dnsmasq.path,
      ...['--keep-in-foreground', '--conf-file=/dev/null', '--no-resolv', '--no-hosts', '--pid-file='],
      ...['--listen-address=127.0.0.1', '--bind-interfaces', `--port=${port}`, `--addn-hosts=${hosts}`],
      '--user=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

describe.skipIf(!dnsmasq.available)('a real name server', () => {
  it('[BAL-1] tells of Monoliths that come and go', async () => {
    using directory = tempDir();
    const hosts = join(directory.path, 'hosts');
    const names = (...addresses: string[]) =>
      writeFileSync(hosts, addresses.map((address) => `${address} monoliths.test\n`).join(''));
    const port = freePort();
    await using a = seedMonolith();
    await using b = new SeedMonolith({ token: SECRET, host: '127.0.0.2', port: a.address.port });
    names('127.0.0.1');
    const server = startDnsmasq(port, hosts);
    try {
      const source = { method: 'dns', query: 'monoliths.test', port: a.address.port, interval: '20ms' };
      await using _ = await balancerWith({ ...source, server: `127.0.0.1:${port}` });
      await until('a is linked', () => a.connections === 1);
      names('127.0.0.1', '127.0.0.2');
      server.kill('SIGHUP');
      await until('b is linked', () => b.connections === 1);
      names('127.0.0.2');
      server.kill('SIGHUP');
      await until('the link to a is closed', () => a.connections === 0);
      expect(b.connections).toBe(1);
    } finally {
      server.kill();
      await server.exited;
    }
  });
});
