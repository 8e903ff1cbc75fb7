import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { RawSocket, SeedMonolith } from '../src/fakes/index.ts';
import { startRole, TEST_KEYS } from '../src/index.ts';
import { RecordingBackend, type Recorded } from './hostile/recording-backend.ts';
import { CHUNKED, HOST, PASSED, post, REFUSED, SMUGGLED } from './hostile/smuggled.ts';

describe('what goes through the Balancer’s proxy', () => {
  let backend: RecordingBackend;
  let port = 0;
  const open = new AsyncDisposableStack();

  beforeAll(async () => {
    backend = open.use(await RecordingBackend.start());
    const monolith = open.use(new SeedMonolith({ token: TEST_KEYS.link, init: { port: backend.port } }));
    const discovery = [
      { method: 'static' as const, dialect: 'seed' as const, monoliths: [monolith.address] },
    ];
    const balancer = open.use(
      await startRole('balancer', {
        link: { auth: 'static', secrets: [TEST_KEYS.link] },
        balancer: { discovery },
      }),
    );
    port = balancer.ports.port;
    const ready = `http://127.0.0.1:${balancer.ports.operatorPort}/readyz`;
    await until('the Balancer is ready', async () => (await fetch(ready)).ok);
  });
  afterAll(() => open.disposeAsync());

  /** The answer, and what has got through. */
  async function ask(bytes: string): Promise<{ status: string; passed: readonly Recorded[] }> {
    backend.requests.length = 0;
    using raw = await RawSocket.connect(port);
    raw.write(Buffer.from(bytes, 'latin1'));
    await until('there is an answer', () => raw.isEnded || raw.text.includes('\r\n\r\n'));
    const status = raw.text.slice(9, 12);
    const marker = await fetch(`http://127.0.0.1:${port}/marker`); // all that was sent before has arrived
    expect(await marker.text()).toBe('ok');
    const passed = backend.requests.filter(({ line }) => !line.includes('/marker'));
    expect([...backend.leftOver.values()].join('')).toBe('');
    return { status, passed };
  }

  for (const [what, bytes] of REFUSED) {
    it(`[HOS-2] [BAL-21] refused: ${what}`, async () => {
      const { status, passed } = await ask(bytes);
      expect(status).toMatch(/^(400|405|505)$/);
      expect(passed).toEqual([]);
    });
  }

  for (const [what, bytes, line, body] of PASSED) {
    it(`[HOS-2] [BAL-21] one request: ${what}`, async () => {
      const { status, passed } = await ask(bytes);
      expect(status).toBe('200');
      expect(passed).toMatchObject([{ line: `${line} HTTP/1.1`, body }]);
      const names = passed.flatMap(({ headers }) => headers.map((each) => each.split(':')[0]?.toLowerCase()));
      expect(new Set(names).size).toBe(names.length);
    });
  }

  it('[HOS-2] [BAL-21] broken chunks end the request there as well, and nothing follows it', async () => {
    for (const chunks of [
      '5x\r\nhello\r\n0\r\n\r\n',
      '0x5\r\nhello\r\n',
      '-5\r\nhello\r\n',
      '5\nhello\n0\n\n',
      `${'f'.repeat(17)}\r\nhello\r\n`,
    ]) {
      backend.requests.length = 0;
      using raw = await RawSocket.connect(port);
      raw.write(post(CHUNKED, `${chunks}${SMUGGLED}`));
      await until('it is cut off', () => raw.isEnded);
      expect([chunks, raw.text.slice(9, 12)]).toEqual([chunks, '400']);
      await fetch(`http://127.0.0.1:${port}/marker`);
      await until('nothing is left over', () => [...backend.leftOver.values()].join('') === '');
      expect(backend.requests.map(({ line }) => line)).toEqual(['GET /marker HTTP/1.1']);
    }
  });

  it('[HOS-2] [BAL-21] no request leads anywhere but to a Monolith', async () => {
    let hits = 0;
    using victim = Bun.listen({
      hostname: '127.0.0.1',
      port: 0,
      socket: { open: () => void hits++, data: () => undefined },
    });
    const targets = ['a:@', 'a:5@', 'http:@', '//', 'http://', ''];
    for (const target of targets) {
      for (const method of ['CONNECT', 'GET', 'OPTIONS']) {
        using raw = await RawSocket.connect(port);
        raw.write(`${method} ${target}127.0.0.1:${victim.port}/x HTTP/1.1\r\n${HOST}\r\n`);
        await until('there is an answer', () => raw.isEnded || raw.text.includes('\r\n\r\n'));
      }
    }
    expect(hits).toBe(0);
  });
});

describe('what the other ports read', () => {
  const open = new AsyncDisposableStack();
  /** What they answer to a request that is right, wherever it stands. */
  const markers = { Monoliths: ['/api/status', '{"status":"ok"}'], operators: ['/healthz', 'ok\n'] } as const;
  const ports = { Monoliths: 0, operators: 0 };

  beforeAll(async () => {
    const monolith = open.use(await startRole('monolith'));
    const balancer = open.use(await startRole('balancer'));
    ports.Monoliths = monolith.ports.httpPort;
    ports.operators = balancer.ports.operatorPort;
  });
  afterAll(() => open.disposeAsync());

  for (const name of ['Monoliths', 'operators'] as const) {
    const [path, said] = markers[name];

    /** The statuses of all answers, and whether a request that follows on the same connection is read as it is. */
    async function ask(bytes: string): Promise<{ statuses: readonly string[]; isNextRead: boolean }> {
      using raw = await RawSocket.connect(ports[name]);
      raw.write(Buffer.from(bytes, 'latin1'));
      await until('there is an answer', () => raw.isEnded || raw.text.includes('\r\n\r\n'));
      raw.write(`GET ${path} HTTP/1.1\r\n${HOST}\r\n`);
      const isNextRead = () => raw.text.endsWith(said);
      await until('the next is read, or it is over', () => isNextRead() || raw.isEnded);
      const statuses = [...raw.text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status = '']) => status);
      return { statuses, isNextRead: isNextRead() };
    }

    it(`[HOS-2] the port of ${name} refuses what can be read in two ways, and reads nothing behind it`, async () => {
      for (const [what, bytes] of REFUSED) {
        const { statuses, isNextRead } = await ask(bytes);
        expect([what, statuses[0]]).toEqual([what, expect.stringMatching(/^(400|405|505)$/)]);
        expect([what, statuses.length]).toEqual([what, isNextRead ? 2 : 1]);
      }
    });

    it(`[HOS-2] the port of ${name} takes what is unusual for one request`, async () => {
      for (const [what, bytes] of PASSED) {
        const { statuses, isNextRead } = await ask(bytes);
        expect([what, statuses.length, isNextRead]).toEqual([what, 2, true]);
        expect([what, statuses[0]]).toEqual([what, expect.stringMatching(/^[234]/)]);
      }
    });
  }
});
