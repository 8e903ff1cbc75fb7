import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { residentBytes } from '@usher/harness/measuring';
import { until } from '@usher/kit/testing';
import { RawSocket } from '../src/fakes/index.ts';
import { stateOf, TEST_KEYS } from '../src/index.ts';
import { endless, LyingBackend, says, type Lie } from './hostile/lying-backend.ts';
import { RawMonolith } from './hostile/raw-monolith.ts';
import { readAnswer, type Answer } from './hostile/read-answer.ts';
import { startScene, type Scene } from './hostile/scene.ts';
import { beginnings, CUT_OFF, ENDLESS, HALF_TRUTHS, NO_OWNERS, NONSENSE } from './hostile/upstream-lies.ts';

const MiB = 1024 * 1024;
const KIB_64 = 'x'.repeat(64 * 1024);
const CHUNK = `10000\r\n${KIB_64}\r\n`;
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const TRUTH = says('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\ntruth');
const ENDING_MS = 20_000;

/** What the runtime itself writes of an answer that breaks off when its head has been passed on. */
const RUNTIME = /^(TypeError: \w+.* fetch\(\)|  path: "http:.*",| errno: 0,|  code: "\w+")$/;

/** What somebody is told. */
const outcomeOf = (answer: Answer | null): string =>
  answer === null
    ? 'nothing, cut off'
    : `${answer.status} ${answer.isWhole ? answer.body.slice(0, 20) : 'cut off'}`.replace(/^502 .*/s, '502');

describe('a Monolith whose HTTP lies', () => {
  const open = new AsyncDisposableStack();
  let backend: LyingBackend;
  let scene: Scene;
  beforeAll(async () => {
    backend = open.use(await LyingBackend.start());
    const said = [
      { action: 'init', port: backend.port, token: TEST_KEYS.link, id: 'liar', version: 1 },
      { action: 'loaded', room: 'lair', epoch: 1, metadata: { name: 'lair', visibility: 'unlisted' } },
    ];
    const greeting = said.map((each) => ({ head: 0x81, payload: JSON.stringify(each) }));
    const liar = open.use(await RawMonolith.start(greeting));
    const link = { auth: 'static' as const, secrets: [TEST_KEYS.link] };
    const limits = { response_timeout: '1500ms' };
    const isOfRuntime = (logged: string) => RUNTIME.test(logged);
    scene = open.use(await startScene({ link, balancer: { limits } }, [liar.address], isOfRuntime));
    await until('the liar has its room', async () => {
      const { rooms } = await stateOf(scene.balancer);
      return rooms.some(({ room, monolith }) => room === 'lair' && monolith === 'liar');
    });
  });
  afterAll(() => open.disposeAsync());

  /** A request for something that the liar has. */
  async function request(method = 'GET'): Promise<RawSocket> {
    const raw = await RawSocket.connect(scene.ports.balancer);
    raw.write(`${method} /api/room/lair HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    return raw;
  }

  /** What somebody is told who asks for it: one answer, or the beginning of one; `null`: the connection has ended before. */
  async function ask(method?: string): Promise<Answer | null> {
    using raw = await request(method);
    await until('it is answered', () => raw.isEnded, ENDING_MS);
    if (!raw.text.includes('\r\n\r\n')) return null;
    const answer = readAnswer(raw.text);
    if (answer === null) throw new Error(`no answer: ${raw.text.slice(0, 300)}`);
    expect(answer).toMatchObject({ rest: '' });
    expect(answer.status).not.toBe(421);
    expect(answer.headers.join('\n')).not.toMatch(/usher-owner|x-evil|x-smuggled/i);
    return answer;
  }

  async function askOf(lie: Lie, method?: string): Promise<Answer | null> {
    backend.lie = lie;
    const answer = await ask(method);
    backend.lie = TRUTH;
    expect(await ask()).toMatchObject({ status: 200, body: 'truth' }); // nothing is left of the lie
    return answer;
  }

  /** Meanwhile, whoever asks for other rooms is answered as always. */
  async function withstands(attack: () => Promise<void>): Promise<void> {
    const headers = { Authorization: `Bearer ${scene.token}` };
    await scene.withstands(async () => {
      const slowest = { ms: 0 };
      const over = new AbortController();
      const askOthers = async () => {
        while (!over.signal.aborted) {
          const askedAt = performance.now();
          const response = await fetch(`http://127.0.0.1:${scene.ports.balancer}/api/room/calm`, { headers });
          expect([response.status, await response.json()]).toMatchObject([200, { name: 'calm' }]);
          slowest.ms = Math.max(slowest.ms, performance.now() - askedAt);
          await Bun.sleep(10);
        }
      };
      await Promise.all([attack().finally(() => over.abort()), askOthers()]);
      expect(slowest.ms).toBeLessThan(1000);
    });
  }

  it('[HOS-2] [BAL-22] what is no answer is 502', async () => {
    await withstands(async () => {
      for (const [what, lie] of NONSENSE) {
        const answer = await askOf(lie);
        expect([what, answer?.status]).toEqual([what, 502]);
      }
    });
  }, 60_000);

  it('[HOS-2] [BAL-21] an answer that is not whole is not passed on as a whole one, and nothing behind it', async () => {
    await withstands(async () => {
      for (const [what, lie, outcome] of HALF_TRUTHS) {
        const answer = await askOf(lie);
        expect([what, outcomeOf(answer)]).toEqual([what, expect.stringMatching(outcome)]);
      }
      for (const beginning of beginnings()) {
        const answer = await askOf(says(beginning));
        expect([beginning, outcomeOf(answer)]).toEqual([beginning, expect.stringMatching(CUT_OFF)]);
      }
    });
  }, 60_000);

  it('[HOS-2] [BAL-22] what has no end is given up, and costs no memory', async () => {
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, residentBytes(scene.balancer.pid))), 20);
    using _ = { [Symbol.dispose]: () => clearInterval(watch) };
    await withstands(async () => {
      for (const [what, lie] of ENDLESS) {
        const before = residentBytes(scene.balancer.pid);
        most = before;
        const answer = await askOf(lie);
        expect([what, answer?.status === 502 || answer?.status === 504]).toEqual([what, true]);
        expect(most - before, what).toBeLessThan(32 * MiB);
        await backend.isLeftAlone();
      }
    });
  }, 120_000);

  it('[HOS-2] [BAL-21] a body without an end is read no faster than its client reads, and no longer', async () => {
    await withstands(async () => {
      backend.lie = endless(CHUNKED, CHUNK);
      using raw = await request();
      await until('it is read', () => raw.text.length > 4 * MiB);
      raw.pause();
      let written = 0;
      await until('it is written no more', async () => {
        const before = backend.written;
        await Bun.sleep(200);
        written = backend.written;
        return written === before;
      });
      expect(written).toBeLessThan(64 * MiB);
      raw[Symbol.dispose]();
      await backend.isLeftAlone();
    });
  }, 60_000);

  it('[HOS-2] [BAL-20] [BAL-22] misdirected without an end, and to Monoliths that are none', async () => {
    await withstands(async () => {
      for (const owner of NO_OWNERS) {
        const before = backend.asked;
        const head = 'HTTP/1.1 421 Misdirected Request\r\nContent-Length: 2\r\nUsher-Owner: ';
        const answer = await askOf(says(`${head}${owner}\r\n\r\nno`, false));
        expect([owner, answer?.status]).toEqual([owner, 503]);
        expect(answer?.headers.map((header) => header.toLowerCase())).toContain('retry-after: 1');
        expect([owner, backend.asked - before]).toEqual([owner, owner === 'liar' ? 3 : 2]); // one of them for the truth
      }
    });
  });
});
