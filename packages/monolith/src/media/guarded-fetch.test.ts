import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { requireTool, tempDir } from '@usher/harness';
import { MediaServer } from '@usher/harness/media';
import { DnsServer } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { Resolver } from 'node:dns/promises';
import { FETCH_LIMITS, GuardedFetch, type FetchLimits } from './guarded-fetch.ts';
import { HostGuard, type ResolveHost } from './host-guard.ts';

/** The server is on loopback, which is nobody's to reach, so it is allowed where something else is tested. */
describe('GuardedFetch', () => {
  let server: MediaServer;
  beforeAll(() => {
    server = new MediaServer('/nonexistent');
    server.answer('/hello', () => new Response('hello'));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const port = () => server.host.split(':')[1];

  function open(options: { allow?: string[]; resolve?: ResolveHost; limits?: Partial<FetchLimits> } = {}) {
    const guard = new HostGuard(options.allow ?? [server.host], options.resolve ?? refuseToResolve);
    return new GuardedFetch(guard, { ...FETCH_LIMITS, ...options.limits });
  }

  async function failureOf(url: string, options: Parameters<typeof open>[0] = {}): Promise<string> {
    using http = open(options);
    return await http.get(new URL(url)).then(
      ({ status }) => `answered with ${status}`,
      (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
    );
  }

  it('[MED-1] gets what is allowed, plainly', async () => {
    using http = open();
    const { status, bytes, isWhole } = await http.get(new URL(`${server.origin}/hello`));
    expect([status, bytes.toString(), isWhole]).toEqual([200, 'hello', true]);
    const sent = server.requests.at(-1)?.headers;
    expect(sent?.get('accept-encoding')).toBe('identity');
    expect(sent?.get('user-agent')).toBe('Usher');
    expect(sent?.has('cookie')).toBe(false);
  });

  it('[MED-1] refuses this machine under every name that URLs have for it', async () => {
    const hosts = [
      '127.0.0.1',
      '127.0.0.1.',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0x7f.0.0.1',
      '0177.0.0.1',
      '017700000001',
      '①②⑦.⓪.⓪.①',
      '0.0.0.0',
      '0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[::127.0.0.1]',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
      '169.254.169.254',
      '[fd00:ec2::254]',
    ];
    const before = server.requests.length;
    for (const host of hosts)
      expect(await failureOf(`http://${host}:${port()}/hello`, { allow: [] })).toMatch(
        /^UnsupportedService.*not on the public/,
      );
    expect(server.requests).toHaveLength(before);
  });

  it('[MED-1] refuses names that lead to such addresses, and says no more than of names that do not exist', async () => {
    const message = (address: string | null) =>
      failureOf(`http://inside.example:${port()}/hello`, {
        allow: [],
        resolve: address === null ? refuseToResolve : async () => [address],
      });
    const unknown = await message(null);
    for (const address of ['127.0.0.1', '::1', '10.0.0.1', '::ffff:127.0.0.1', 'fe80::1'])
      expect(await message(address)).toBe(unknown);
    expect(unknown).toContain('monolith.media_allow_hosts');
  });

  it('[MED-1] connects to the address that was checked: a name that changes meanwhile leads nowhere else', async () => {
    await using dns = await DnsServer.start();
    const resolve: ResolveHost = async (name) => {
      const resolver = new Resolver(); // a new one remembers nothing
      resolver.setServers([dns.address]);
      const addresses = await resolver.resolve4(name);
      dns.set(name, 'A', ['127.0.0.1']); // whoever asked again would get this
      return addresses;
    };
    dns.set('rebinding.example', 'A', ['192.0.2.1']);
    const before = server.requests.length;
    const url = `http://rebinding.example:${port()}/hello`;
    expect(await failureOf(url, { allow: [], resolve })).toContain('UnsupportedServiceException');
    expect(await failureOf(url, { allow: [], resolve })).toContain('UnsupportedServiceException');
    expect(dns.queries.filter((query) => query === 'A rebinding.example')).toHaveLength(2);
    expect(server.requests).toHaveLength(before);
  });

  it('[MED-1] resolves once for a connection, and connects to what that gave', async () => {
    let asked = 0;
    const resolve: ResolveHost = async () => (asked++ === 0 ? ['127.0.0.1'] : ['203.0.113.1']);
    using http = open({ allow: ['named.example'], resolve });
    const { bytes } = await http.get(new URL(`http://named.example:${port()}/hello`));
    expect([bytes.toString(), asked]).toEqual(['hello', 1]);
  });

  it('[MED-1] shares no connection: one that may be used by one lookup may not by another', async () => {
    const url = `http://named.example:${port()}/hello`;
    const resolve: ResolveHost = async () => ['127.0.0.1'];
    expect(await failureOf(url, { allow: ['named.example'], resolve })).toBe('answered with 200');
    expect(await failureOf(url, { allow: [], resolve })).toContain('not on the public');
  });

  it.skipIf(!requireTool('openssl').available)(
    '[MED-1] believes no certificate that nobody vouches for',
    async () => {
      using directory = tempDir();
      const [key, cert] = ['key', 'cert'].map((name) => `${directory.path}/${name}.pem`) as [string, string];
      const { path } = requireTool('openssl');
      const make = [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-subj',
        '/CN=named.example',
      ];
      Bun.spawnSync([path, ...make, '-addext', 'subjectAltName=DNS:named.example']);
      const tls = { key: await Bun.file(key).text(), cert: await Bun.file(cert).text() };
      using secure = Bun.serve({
        hostname: '127.0.0.1',
        port: 0,
        tls,
        fetch: () => new Response('secret'),
      });
      const options = { allow: ['named.example'], resolve: async () => ['127.0.0.1'] };
      expect(await failureOf(`https://named.example:${secure.port}/`, options)).toContain(
        'cannot be reached',
      );
    },
  );

  it('[MED-1] uses the public one of several addresses only', async () => {
    const tried: string[] = [];
    const guard = new HostGuard([], async () => ['127.0.0.1', '::1', '8.8.8.8']);
    const lookup = guard.lookupFor(new URL('http://mixed.example/'));
    lookup('mixed.example', { all: true }, (_error, found) => {
      tried.push(...(found as { address: string }[]).map(({ address }) => address));
    });
    await until('it is resolved', () => tried.length > 0);
    expect(tried).toEqual(['8.8.8.8']);
  });

  it('[MED-1] checks every redirect', async () => {
    const targets = [
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://169.254.169.254/latest',
      'http://inside.example/',
    ];
    for (const [index, target] of targets.entries()) {
      server.answer(`/to-${index}`, () => Response.redirect(target, 302));
      expect(await failureOf(`${server.origin}/to-${index}`)).toMatch(
        /^UnsupportedService.*not on the public/,
      );
    }
    server.answer(
      '/to-file',
      () => new Response('', { status: 301, headers: { Location: 'file:///etc/passwd' } }),
    );
    expect(await failureOf(`${server.origin}/to-file`)).toContain('LocalFileException');
    server.answer(
      '/to-ftp',
      () => new Response('', { status: 307, headers: { Location: 'ftp://example.org/' } }),
    );
    expect(await failureOf(`${server.origin}/to-ftp`)).toContain('UnsupportedServiceException');
  });

  it('[MED-1] follows five redirects, and not a sixth; what is secret goes to the first host only', async () => {
    for (let left = 0; left <= 6; left++)
      server.answer(`/hops-${left}`, () =>
        left === 0
          ? new Response('there')
          : new Response('', { status: 308, headers: { Location: `hops-${left - 1}` } }),
      );
    using http = open();
    const { bytes, url } = await http.get(new URL(`${server.origin}/hops-5`), {
      headers: { 'X-Key': 'secret' },
    });
    expect([bytes.toString(), url.pathname]).toEqual(['there', '/hops-0']);
    expect(server.requests.slice(-6).map(({ headers }) => headers.get('x-key'))).toEqual([
      'secret',
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(await failureOf(`${server.origin}/hops-6`)).toContain('redirects too often');
    server.answer('/loop', () => new Response('', { status: 302, headers: { Location: '/loop' } }));
    expect(await failureOf(`${server.origin}/loop`)).toContain('redirects too often');
  });

  const refusedUrls: [url: string, message: RegExp][] = [
    ['file:///etc/passwd', /^LocalFileException/],
    ['ftp://example.org/a.mp4', /^UnsupportedService/],
    ['data:video/mp4,a', /^UnsupportedService/],
    ['http://user:password@example.org/a.mp4', /^UnsupportedService.*password/],
    ['http://example.org:22/a.mp4', /^UnsupportedService.*Port 22/],
    ['https://example.org:25/a.mp4', /^UnsupportedService.*Port 25/],
  ];
  for (const [url, message] of refusedUrls) {
    it(`[MED-1] refuses ${url}`, async () => {
      expect(await failureOf(url)).toMatch(message);
    });
  }

  it('[MED-1] allows a host on all its ports, or on one', async () => {
    expect(await failureOf(`${server.origin}/hello`, { allow: ['127.0.0.1'] })).toBe('answered with 200');
    expect(await failureOf(`http://127.0.0.1.:${port()}/hello`, { allow: ['127.0.0.1'] })).toBe(
      'answered with 200',
    );
    expect(await failureOf(`${server.origin}/hello`, { allow: ['127.0.0.1:1'] })).toContain(
      'not on the public',
    );
  });

  it('[MED-1] asks no proxy', async () => {
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'];
    for (const name of names) process.env[name] = 'http://127.0.0.1:1';
    const outcome = await failureOf(`${server.origin}/hello`);
    for (const name of names) delete process.env[name];
    expect(outcome).toBe('answered with 200');
  });

  it('[MED-1] reads so many bytes in all, over all requests', async () => {
    server.answer('/large', () => new Response('x'.repeat(3000)));
    using http = open({ limits: { bytesMax: 4000 } });
    const url = new URL(`${server.origin}/large`);
    const [first, second] = [await http.get(url), await http.get(url)];
    expect([first.bytes.length, first.isWhole]).toEqual([3000, true]);
    expect([second.bytes.length, second.isWhole, http.bytesLeft]).toEqual([1000, false, 0]);
  });

  it('[MED-1] does not unpack what was packed without being asked', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    server.answer('/bomb', () => new Response(bomb, { headers: { 'Content-Encoding': 'gzip' } }));
    expect(await failureOf(`${server.origin}/bomb`)).toContain('compresses');
  });

  describe('with a server that does what it likes', () => {
    const sockets = new Set<Socket>();
    let behave: (socket: Socket) => void = () => undefined;
    let raw: Server;
    beforeAll(async () => {
      raw = createServer((socket) => {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
        socket.once('data', () => behave(socket));
      });
      await new Promise<void>((listening) => raw.listen(0, '127.0.0.1', listening));
    });
    afterAll(() => raw.close());

    const options = { allow: ['127.0.0.1'], limits: { connectMs: 200, totalMs: 300 } };
    const url = (scheme = 'http') => `${scheme}://127.0.0.1:${(raw.address() as AddressInfo).port}/`;

    async function failsWith(message: string, behaviour: typeof behave): Promise<void> {
      behave = behaviour;
      expect(await failureOf(url(), options)).toContain(message);
      await until('its connection is closed', () => sockets.size === 0);
    }

    /** Writes as long as it can, but lets the reader have its turns. */
    const endless = (text: string) => (socket: Socket) => {
      const timer = setInterval(() => socket.writable && socket.write(text.repeat(100)), 1);
      socket.on('close', () => clearInterval(timer));
    };

    it('[MED-1] gives up when no header comes', () => failsWith('too slow', () => undefined));

    it('[MED-1] gives up when headers drip', () =>
      failsWith('too slow', (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('X-A: b\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      }));

    it('[MED-1] gives up when the body drips', () =>
      failsWith('too slow', (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
        const timer = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(timer));
      }));

    it('[MED-1] does not read endless headers', () =>
      failsWith('cannot be reached', (socket) =>
        endless(`X-A: ${'a'.repeat(1000)}\r\n`)(write(socket, 'HTTP/1.1 200 OK\r\n')),
      ));

    it('[MED-1] does not read endless interim responses', () =>
      failsWith('does not answer as web servers do', endless('HTTP/1.1 103 Early Hints\r\n\r\n')));

    it('[MED-1] does not read an endless body', async () => {
      behave = (socket) => endless('x'.repeat(10_000))(write(socket, 'HTTP/1.1 200 OK\r\n\r\n'));
      using http = open({ ...options, limits: { bytesMax: 100_000 } });
      const { bytes, isWhole } = await http.get(new URL(url()));
      expect([bytes.length, isWhole]).toEqual([100_000, false]);
      await until('its connection is closed', () => sockets.size === 0);
    });

    it('[MED-1] names what is no answer, and what breaks off', async () => {
      await failsWith('cannot be reached', (socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
      await failsWith('broke off', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'));
      await failsWith('does not answer as web servers do', (socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
      );
    });

    it('[MED-1] does not wait long for a connection: a name that is never resolved, an encryption that never comes about', async () => {
      const started = performance.now();
      const limits = { connectMs: 100, totalMs: 20_000 };
      const never = () => new Promise<never>(() => undefined);
      expect(await failureOf('http://silent.example/', { allow: [], resolve: never, limits })).toContain(
        'too slow',
      );
      behave = () => undefined;
      expect(await failureOf(url('https'), { ...options, limits })).toContain('too slow');
      expect(performance.now() - started).toBeLessThan(5000);
    });
  });
});

const write = (socket: Socket, text: string): Socket => {
  socket.write(text);
  return socket;
};

const refuseToResolve: ResolveHost = async () => {
  throw new Error('ENOTFOUND');
};
