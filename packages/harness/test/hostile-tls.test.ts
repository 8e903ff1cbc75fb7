import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { residentBytes } from '@usher/harness/measuring';
import { until } from '@usher/kit/testing';
import { RawSocket, SeedMonolith, TestClient } from '../src/fakes/index.ts';
import {
  makeCertificate,
  requireTool,
  startRole,
  tempDir,
  TEST_KEYS,
  type RoleProcess,
} from '../src/index.ts';

const openssl = requireTool('openssl');
const MiB = 1024 * 1024;
/** Of each kind. */
const COUNT = 50;
const CUT_OFF_MS = 30_000;

/** The first bytes of a client that speaks TLS. */
async function helloOfClient(): Promise<Buffer> {
  const { promise: said, resolve } = Promise.withResolvers<Buffer>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => resolve(Buffer.from(bytes)));
  });
  const { promise: listening, resolve: listens } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listens);
  await listening;
  const address = server.address();
  const client = connect({
    port: typeof address === 'object' && address !== null ? address.port : 0,
    host: '127.0.0.1',
  });
  client.on('error', () => undefined);
  const hello = await said;
  client.destroy();
  server.close();
  return hello;
}

describe.skipIf(!openssl.available)('handshakes of TLS that come to no end', () => {
  const started = new AsyncDisposableStack();
  let balancer: RoleProcess<'balancer'>;
  let monolith: SeedMonolith;
  let ca = '';
  beforeAll(async () => {
    const directory = started.use(tempDir());
    makeCertificate(openssl, directory.path, 'site');
    const path = (name: string) => join(directory.path, name);
    ca = readFileSync(path('site.crt'), 'utf8');
    monolith = started.use(new SeedMonolith({ token: TEST_KEYS.link }));
    balancer = started.use(
      await startRole('balancer', {
        link: { auth: 'static', secrets: [TEST_KEYS.link] },
        balancer: {
          discovery: [{ method: 'static', dialect: 'seed', monoliths: [monolith.address] }],
          tls_cert: path('site.crt'),
          tls_key: path('site.key'),
          limits: { http_idle: '1s', response_timeout: '1s' },
        },
      }),
    );
    await until('the Monolith is linked', () => monolith.connections > 0);
  });
  afterAll(() => started.disposeAsync());

  async function enter(): Promise<TestClient> {
    const client = new TestClient(`wss://127.0.0.1:${balancer.ports.port}/api/room/foo`, { ca });
    const before = monolith.joins().length;
    await client.opened();
    client.auth('a-token');
    await until('it has joined', () => monolith.joins().length > before, 1000);
    return client;
  }

  it('[HOS-2] [BAL-23] are cut off, and keep nobody out', async () => {
    const hello = await helloOfClient();
    const beginnings: readonly (readonly [what: string, bytes: Uint8Array | string])[] = [
      ['nothing', ''],
      ['half a record', hello.subarray(0, 3)],
      ['half a hello', hello.subarray(0, hello.length >> 1)],
      ['a hello and no more', hello],
      ['a record of 16 KiB that does not come', Buffer.from([0x16, 3, 1, 0x40, 0, 1])],
    ];
    const ends: readonly (readonly [what: string, bytes: Uint8Array | string])[] = [
      ['plain HTTP', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
      ['a handshake of WebSockets', RawSocket.handshake('/api/room/foo')],
      ['zeros', Buffer.alloc(4096)],
      ['an alert', Buffer.from([0x15, 3, 3, 0, 2, 2, 40])],
      ['a hello, and zeros', Buffer.concat([hello, Buffer.alloc(4096)])],
      [
        'a record that is too long',
        Buffer.concat([Buffer.from([0x16, 3, 1, 0xff, 0xff]), Buffer.alloc(MiB)]),
      ],
    ];
    using innocent = await enter();
    const before = residentBytes(balancer.pid);
    using raws = new DisposableStack();
    const stalled: { what: string; raw: RawSocket }[] = [];
    for (let n = 0; n < COUNT; n++)
      for (const [what, bytes] of [...beginnings, ...ends]) {
        const raw = raws.use(await RawSocket.connect(balancer.ports.port));
        raw.write(bytes);
        stalled.push({ what, raw });
      }
    using newcomer = await enter();
    for (const client of [innocent, newcomer]) client.say({ still: 'here' });
    await until('both are heard', () => monolith.said.length === 2, 1000);
    const open = () => stalled.filter(({ raw }) => !raw.isEnded).map(({ what }) => what);
    await until('all are cut off', () => open().length === 0, CUT_OFF_MS).catch(() => undefined);
    expect([...new Set(open())]).toEqual([]);
    expect([innocent.closed, newcomer.closed]).toEqual([null, null]);
    await until('memory returns', () => residentBytes(balancer.pid) < before + 32 * MiB);
    expect(balancer.logs.split('\n').filter((line) => /^(?!\{"level":[1-4]0)./.test(line))).toEqual([]);
  }, 60_000);
});
