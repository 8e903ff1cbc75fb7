import { describe, expect, it } from 'bun:test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, tempDir } from '@usher/harness';
import { DnsServer, TestClient } from '@usher/harness/fakes';
import { createLogger, realTimers } from '@usher/kit/runtime';
import { until } from '@usher/kit/testing';
import { Traffic } from '../traffic.ts';
import { discoveryConfig } from './discovery-config.ts';
import { Discovery } from './discovery.ts';
import { authority } from './link-address.ts';

/** Discovery by the sources that the test configures, and what it says. */
class World implements Disposable {
  readonly traffic = new Traffic();
  listed: string[] = [];
  missing: string[] = [];
  /** `listed (missing)`, one for every list. */
  readonly history: string[] = [];
  readonly #discovery = new Discovery({
    timers: realTimers,
    random: Math.random,
    log: createLogger('balancer', 'silent'),
    traffic: this.traffic,
    changed: (listed, missing) => {
      this.listed = listed.map(authority);
      this.missing = missing.map(authority);
      this.history.push(`${this.listed.join()} (${this.missing.join()})`);
    },
  });

  use(...sources: unknown[]): this {
    this.#discovery.setSources(discoveryConfig.parse(sources));
    return this;
  }

  async lists(...addresses: string[]): Promise<void> {
    await until(`${addresses.join()} is listed`, () => this.listed.toSorted().join() === addresses.join());
  }

  errors(method: string): number {
    return this.traffic.discoveryErrors.get(method) ?? 0;
  }

  [Symbol.dispose](): void {
    this.#discovery.stop();
  }
}

const fixed = (...hosts: string[]) => ({
  method: 'static',
  monoliths: hosts.map((host) => ({ host, port: 1 })),
});

describe('several sources together', () => {
  it('[BAL-1] are one list, with each address once', () => {
    using world = new World().use(fixed('a', 'b'), fixed('B', 'c'));
    expect([world.listed, world.missing]).toEqual([['a:1', 'b:1', 'c:1'], []]);
  });

  it('[BAL-1] work while one of them fails, which is counted', async () => {
    await using server = await DnsServer.start();
    const dns = { method: 'dns', query: 'm.test', port: 1, server: server.address, interval: '20ms' };
    using world = new World().use(dns, fixed('a'));
    expect(world.listed).toEqual(['a:1']);
    await until('errors are counted', () => world.errors('dns') >= 3);
    expect(world.errors('static')).toBe(0);
    server.set('m.test', 'A', ['10.0.0.1']);
    await world.lists('10.0.0.1:1', 'a:1');
  });
});

describe('a source that changes', () => {
  it('[BAL-1] keeps its last list during errors; an address is missing before it is removed', async () => {
    await using server = await DnsServer.start();
    const dns = { method: 'dns', query: 'm.test', server: server.address, interval: '20ms' };
    server.set('m.test', 'A', ['10.0.0.1', '10.0.0.2']);
    using world = new World().use(dns);
    await world.lists('10.0.0.1:3002', '10.0.0.2:3002');
    for (const failure of ['server-failed', 'no-such-name'] as const) {
      server.set('m.test', 'A', failure);
      const before = world.errors('dns');
      await until('it fails', () => world.errors('dns') >= before + 4);
      expect([world.listed.length, world.missing]).toEqual([2, []]);
    }
    server.set('m.test', 'A', ['10.0.0.1']);
    await world.lists('10.0.0.1:3002');
    await until('it is removed', () => world.history.at(-1) === '10.0.0.1:3002 ()');
    expect(world.history.filter((words) => words === '10.0.0.1:3002 (10.0.0.2:3002)')).toHaveLength(2);
  });

  it('[BAL-1] fly asks for the global name, or that of a region', async () => {
    await using server = await DnsServer.start();
    server.set('global.usher.internal', 'AAAA', ['fdaa::1', 'fdaa::2']);
    server.set('ewr.usher.internal', 'AAAA', ['fdaa::2']);
    const fly = { method: 'fly', app: 'usher', server: server.address };
    using all = new World().use(fly);
    await all.lists('[fdaa::1]:3002', '[fdaa::2]:3002');
    using regional = new World().use({ ...fly, region: 'ewr', port: 4000 });
    await regional.lists('[fdaa::2]:4000');
  });

  it('[BAL-1] a file is read again when it changes', async () => {
    using directory = tempDir();
    const path = join(directory.path, 'monoliths.json');
    using world = new World().use({ method: 'file', path, interval: '20ms' });
    await until('there is no file', () => world.errors('file') > 0);
    writeFileSync(path, '[{"host":"a","port":1}]');
    await world.lists('a:1');
    writeFileSync(path, '[{"host":"a","port":1},');
    const before = world.errors('file');
    await until('it is half written', () => world.errors('file') > before);
    expect([world.listed, world.missing]).toEqual([['a:1'], []]);
    writeFileSync(path, '[{"host":"b","port":1}]');
    await world.lists('b:1');
    await until('a is removed', () => world.missing.length === 0);
  });
});

describe('other sources at run time', () => {
  it('[BAL-33] what a new source does not name is removed once it has answered, and not before', async () => {
    await using server = await DnsServer.start();
    const dns = { method: 'dns', query: 'm.test', port: 1, server: server.address, interval: '20ms' };
    using world = new World().use(fixed('a'), fixed('b', '10.0.0.1'));
    world.use(fixed('a'), dns);
    expect([world.listed, world.missing]).toEqual([['a:1'], ['b:1', '10.0.0.1:1']]);
    server.set('m.test', 'A', ['10.0.0.1']);
    await world.lists('10.0.0.1:1', 'a:1');
    expect(world.missing).toEqual([]);
  });

  it('[BAL-33] [BAL-1] cannot speak another dialect', () => {
    using world = new World().use(fixed('a'));
    expect(() => world.use({ ...fixed('a'), dialect: 'ott' })).toThrow('dialect');
    expect(world.listed).toEqual(['a:1']);
  });

  it('[BAL-33] [BAL-1] one that cannot be started changes nothing, neither now nor when it is named again', async () => {
    await using server = await DnsServer.start();
    server.set('m.test', 'A', ['10.0.0.1']);
    const dns = { method: 'dns', query: 'm.test', port: 1, server: server.address, interval: '20ms' };
    using world = new World().use(fixed('a'), dns);
    await world.lists('10.0.0.1:1', 'a:1');
    const { history } = world;
    history.length = 0;
    const port = freePort();
    const push = { method: 'push', port };
    {
      using _ = Bun.serve({ hostname: '127.0.0.1', port, fetch: () => new Response() });
      expect(() => world.use(push, fixed('b'), dns)).toThrow(String(port));
      expect(() => world.use(push)).toThrow(String(port));
    }
    await world.lists('10.0.0.1:1', 'a:1');
    expect(history.filter((words) => words.includes('b:1'))).toEqual([]);
    expect(history.filter((words) => !words.includes('a:1') || !words.includes('10.0.0.1:1'))).toEqual([]);

    world.use(push, fixed('b'));
    using controller = new TestClient(`ws://127.0.0.1:${port}/`);
    await controller.opened();
    controller.say(['c:1']);
    await world.lists('b:1', 'c:1');
    expect(world.missing).toEqual([]);
  });

  it('[BAL-33] [OTT-7] one that is described anew takes over the port of the one before', async () => {
    const push = { method: 'push', port: freePort() };
    using world = new World().use(push);
    world.use({ ...push, host: '0.0.0.0' });
    using controller = new TestClient(`ws://127.0.0.1:${push.port}/`);
    await controller.opened();
    controller.say(['a:1']);
    await world.lists('a:1');
  });
});
