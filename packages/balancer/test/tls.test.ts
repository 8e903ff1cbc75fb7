import { describe, expect, it } from 'bun:test';
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { makeCertificate, requireTool, tempDir } from '@usher/harness';
import { SeedMonolith, TestClient } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { balancerFor, readyBalancerFor, SECRET } from './start.ts';

const openssl = requireTool('openssl');

/** Files of a Balancer's certificate, and others to put in their place. */
function certificates() {
  const directory = tempDir();
  const path = (name: string) => join(directory.path, name);
  makeCertificate(openssl, directory.path, 'one');
  makeCertificate(openssl, directory.path, 'two');
  const use = (certificate: string, key = certificate) => {
    copyFileSync(path(`${key}.key`), path('site.key'));
    copyFileSync(path(`${certificate}.crt`), path('site.crt'));
  };
  /** Puts a chain in place whose first certificate alone can be read. */
  const breakChain = () =>
    appendFileSync(path('site.crt'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  use('one');
  const options = { host: '::', tls_cert: path('site.crt'), tls_key: path('site.key') };
  return {
    ...directory,
    options,
    path,
    use,
    breakChain,
    pem: (name: string) => readFileSync(path(`${name}.crt`), 'utf8'),
  };
}

/** Whose certificate a new connection gets. */
function subjectAt(host: string, port: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect({ host, port, rejectUnauthorized: false }, () => {
    resolve(String(socket.getPeerCertificate().subject.CN));
    socket.destroy();
  });
  socket.once('error', reject);
  return promise;
}

describe('the public port', () => {
  it('[BAL-23] listens on IPv4 and IPv6', async () => {
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }], { host: '::' });
    for (const host of ['127.0.0.1', '[::1]'])
      expect(await (await fetch(`http://${host}:${balancer.port}/api/status`)).text()).toBe('OK');
  });
});

describe.skipIf(!openssl.available)('the public port with a certificate', () => {
  it('[BAL-23] speaks TLS on IPv4 and IPv6, to HTTP and WebSockets', async () => {
    using files = certificates();
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address], files.options);
    const ca = files.pem('one');
    for (const host of ['127.0.0.1', '[::1]']) {
      const response = await fetch(`https://${host}:${balancer.port}/page`, { tls: { ca } });
      expect(await response.text()).toBe('seed:/page');
      using client = new TestClient(`wss://${host}:${balancer.port}/api/room/foo`, { ca });
      await client.opened();
      client.auth('a-token');
      await until('it has joined', () => monolith.joins().length > 0);
      monolith.received.length = 0;
    }
  });

  it('[BAL-23] when the files change, new connections get the new certificate, and open sockets stay', async () => {
    using files = certificates();
    await using monolith = new SeedMonolith({ token: SECRET });
    await using balancer = await readyBalancerFor([monolith.address], files.options);
    using before = new TestClient(`wss://127.0.0.1:${balancer.port}/api/room/foo`, { ca: files.pem('one') });
    await before.opened();
    before.auth('a-token');
    await until('it has joined', () => monolith.joins().length === 1);
    expect(await subjectAt('127.0.0.1', balancer.port)).toBe('one');

    files.use('two');
    for (const host of ['127.0.0.1', '::1'])
      await until(
        'the new one is used',
        async () => (await subjectAt(host, balancer.port).catch(() => null)) === 'two',
      );
    using after = new TestClient(`wss://[::1]:${balancer.port}/api/room/foo`, { ca: files.pem('two') });
    await after.opened();
    after.auth('another-token');
    await until('it has joined', () => monolith.joins().length === 2);
    monolith.send('{"room":"foo","message":{"to":"all"}}');
    await until('both hear the room', () => before.heard.length === 1 && after.heard.length === 1);
    before.say({ still: 'here' });
    await until('it is heard', () => monolith.said.length === 1);
    expect([before.closed, after.closed]).toEqual([null, null]);
  });

  it('[BAL-23] files that do not belong together are not used: the certificate before stays', async () => {
    using files = certificates();
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }], files.options);
    files.use('two', 'one');
    expect(() => balancer.reload(balancer.config)).not.toThrow();
    expect(await subjectAt('127.0.0.1', balancer.port)).toBe('one');
    files.use('two');
    balancer.reload(balancer.config); // as at SIGHUP: at once
    expect(await subjectAt('127.0.0.1', balancer.port)).toBe('two');
  });

  it('[BAL-23] a chain that cannot be read as a whole is not used: the port stays open, with the certificate before', async () => {
    using files = certificates();
    await using balancer = await balancerFor([{ host: '127.0.0.1', port: 9 }], files.options);
    files.use('two');
    files.breakChain();
    balancer.reload(balancer.config);
    expect(await subjectAt('127.0.0.1', balancer.port)).toBe('one');
    const elsewhere = { tls_cert: files.path('two.crt'), tls_key: files.path('two.key') };
    balancer.reload({ ...balancer.config, balancer: { ...balancer.config.balancer, ...elsewhere } });
    expect(await subjectAt('127.0.0.1', balancer.port)).toBe('two');
    expect(() => balancer.reload(balancer.config)).toThrow('balancer.tls_cert: expected a certificate');
    expect(await subjectAt('127.0.0.1', balancer.port)).toBe('two');
  });

  it('[BAL-23] [BAL-33] a certificate that cannot be used at the start is a mistake of the configuration', async () => {
    using files = certificates();
    const start = async () => {
      await using _ = await balancerFor([{ host: '127.0.0.1', port: 9 }], files.options);
    };
    files.use('two', 'one');
    expect(start()).rejects.toThrow('balancer.tls_key: expected the key of');
    writeFileSync(files.path('site.crt'), 'nonsense');
    expect(start()).rejects.toThrow('balancer.tls_cert: expected a certificate in PEM');
    files.use('one');
    files.breakChain();
    expect(start()).rejects.toThrow('balancer.tls_cert: expected a certificate, with its chain');
  });
});
