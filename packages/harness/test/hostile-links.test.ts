import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import { frame, RawSocket, TestClient, WRONG_FRAMES, type Frame } from '../src/fakes/index.ts';
import { TEST_KEYS } from '../src/index.ts';
import { ENVELOPES, FROM_BALANCER, FROM_MONOLITH } from './hostile/examples.ts';
import { forgeriesOf } from './hostile/forgeries.ts';
import { accept, RawMonolith, type Answer } from './hostile/raw-monolith.ts';
import { metricOf, startScene, type Scene } from './hostile/scene.ts';

const TEXT = 0x81;
const MiB = 1024 * 1024;
/** Whoever reaches the ports knows the secret: what is left is what they say. */
const STATIC: Parameters<typeof startScene>[0] = { link: { auth: 'static', secrets: [TEST_KEYS.link] } };
/** Each mistake costs a tenth of a link. */
const FEW_VALUES: readonly unknown[] = [
  null,
  -1,
  2 ** 53,
  '',
  '__proto__',
  '\ud800\u0000',
  [],
  JSON.parse('{"__proto__":{"polluted":true}}'),
];
const INIT = { action: 'init', port: 9, token: TEST_KEYS.link, id: 'liar', region: 'here', version: 1 };
const withRoom = (spoken: object, room: string) => ('room' in spoken ? { ...spoken, room } : spoken);
const textOf = (message: unknown) => (typeof message === 'string' ? message : JSON.stringify(message));
/** No server may mask, and every client must. */
const MASKED = 'an unmasked frame';

describe('a Monolith that lies', () => {
  let liar: RawMonolith;
  let scene: Scene;
  beforeAll(async () => {
    liar = await RawMonolith.start([{ head: TEXT, payload: JSON.stringify(INIT) }]);
    scene = await startScene(STATIC, [liar.address]);
    await until('the liar is believed', () => liar.answered > 0);
  });
  afterAll(async () => {
    await scene[Symbol.asyncDispose]();
    await liar[Symbol.asyncDispose]();
  });
  const say = (...messages: readonly unknown[]) =>
    liar.say(
      Buffer.concat(
        messages.map((message) => frame({ head: TEXT, payload: textOf(message), isMasked: false })),
      ),
    );

  it('[HOS-2] [LNK-3] control messages of every kind with every field wrong', async () => {
    const before = await metricOf(scene, 'balancer', 'link_errors_total');
    await scene.withstands(async () => {
      for (const spoken of Object.values(FROM_MONOLITH)) {
        const forged = [...forgeriesOf(spoken, FEW_VALUES)];
        for (let at = 0; at < forged.length; at += 40) {
          await say(...forged.slice(at, at + 40));
          await liar.isDialledAgain();
        }
      }
    });
    expect(await metricOf(scene, 'balancer', 'link_errors_total')).toBeGreaterThan(before);
  }, 60_000);

  it('[HOS-2] [LNK-23] [LNK-33] [LNK-35] right messages about a room that it does not have', async () => {
    const envelopes = [
      '{"room":"calm","message":{"action":"chat","from":{},"text":"I am everyone"}}',
      '{"room":"calm","id":"somebody","message":{"action":"chat"}}',
      '{"room":"CALM","id":null,"message":{"action":"chat"}}',
      '{"room":"calm","message":"chat"}',
      '{"room":7,"message":{}}',
      '{"room":"calm","message":{"action":"chat"},"message":{"action":"chat"}}',
    ];
    await scene.withstands(async () => {
      const about = Object.values(FROM_MONOLITH).map((spoken) => withRoom(spoken, 'calm'));
      await say(...about, ...envelopes, ...about);
      await liar.isDialledAgain();
    });
    expect(await metricOf(scene, 'balancer', 'drops_total{kind="broadcast-stale-owner"}')).toBeGreaterThan(0);
  });

  it('[HOS-2] [LNK-31] rooms without end', async () => {
    await scene.withstands(async () => {
      for (let part = 1; part <= 10; part++) {
        const rooms = Array.from({ length: 500 }, (_, n) => ({ room: `r${part}-${n}`, epoch: 1 }));
        await say({ action: 'gossip', rooms, part, parts: 1_000_000 });
      }
      await liar.isDialledAgain();
    });
  });

  it('[HOS-2] [LNK-3] frames that are none, or too many', async () => {
    const wrong: readonly Frame[][] = [
      ...WRONG_FRAMES.flatMap(([what, frames]) => (what === MASKED ? [] : [[...frames]])),
      [{ head: TEXT, length: LIMITS.linkFrameBytesMax + 1 }],
    ];
    await scene.withstands(async () => {
      for (const frames of wrong) {
        for (const each of frames) await liar.say(frame({ ...each, isMasked: false }));
        await liar.isDialledAgain();
      }
      await liar.say(frame({ head: TEXT, payload: '{"action":"draining"}' }));
      await liar.isDialledAgain();
      await liar.say(frame({ head: 0x01, payload: ' ', isMasked: false }));
      const more = frame({ head: 0x00, payload: Buffer.alloc(MiB, ' '), isMasked: false });
      for (let n = 0; n < 20; n++) await liar.say(more);
      await liar.isDialledAgain();
      const pings = Buffer.concat(
        Array(1000).fill(frame({ head: 0x89, payload: 'x'.repeat(125), isMasked: false })),
      );
      for (let n = 0; n < 5; n++) await liar.say(pings);
      await liar.isDialledAgain();
    });
  });

  it('[HOS-2] [LNK-14] answers to the upgrade that are none', async () => {
    const answers: readonly Answer[] = [
      () => 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
      () => 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n',
      () => accept('').replace(/Accept: .*/, 'Accept: wrong'),
      (request) => accept(request, 'Sec-WebSocket-Extensions: permessage-deflate\r\n'),
      (request) => accept(request, 'Sec-WebSocket-Protocol: other\r\n'),
      (request) => accept(request, `X: ${'x'.repeat(MiB)}\r\n`),
      () => '\0'.repeat(MiB),
      () => 'HTTP/1.1 101 Switching Protocols\r\n',
    ];
    await scene.withstands(async () => {
      for (const answer of answers) {
        liar.answer = answer;
        await liar.isDialledAgain();
        liar.answer = accept; // else it would come more and more seldom
        await liar.isDialledAgain();
      }
    });
  });
});

describe('a Balancer that lies', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await startScene(STATIC);
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  /** On one link after the other, until all is said. */
  async function say(messages: readonly unknown[]): Promise<void> {
    for (let at = 0; at < messages.length; at += 40) {
      const url = `ws://127.0.0.1:${scene.ports.link}/`;
      using balancer = new TestClient(url);
      await balancer.hears('init', ({ action }) => action === 'init');
      for (const message of messages.slice(at, at + 40)) balancer.send(textOf(message));
      balancer.close();
      await balancer.ended();
    }
  }

  it('[HOS-2] [LNK-3] messages of every kind with every field wrong', async () => {
    const before = await metricOf(scene, 'monolith', 'link_errors_total');
    await scene.withstands(async () => {
      for (const spoken of [...Object.values(FROM_BALANCER), ...ENVELOPES]) {
        await say([...forgeriesOf(spoken, FEW_VALUES)]);
        await say([...forgeriesOf(withRoom(spoken, 'calm'), FEW_VALUES)]);
      }
    });
    expect(await metricOf(scene, 'monolith', 'link_errors_total')).toBeGreaterThan(before);
  }, 60_000);

  it('[HOS-2] people without end, whom nobody knows', async () => {
    const join = (n: number, room: string) => ({
      token: `nobody-${n}`,
      room,
      id: `id-${n}`,
      message: { action: 'req', request: { type: 0, info: { ip: '%', region: 'x'.repeat(1000) } } },
    });
    await scene.withstands(async () => {
      await say(Array.from({ length: 40 }, (_, n) => join(n, 'calm')));
      await say(Array.from({ length: 400 }, (_, n) => join(n, `nowhere-${n}`)));
    });
  });

  it('[HOS-2] [LNK-3] frames that are none, and one that is too long', async () => {
    const cases = [
      ...WRONG_FRAMES.filter(([, , code]) => code === 1002 || code === 1007),
      ['too long', [{ head: TEXT, length: LIMITS.linkFrameBytesMax + 1 }], 1009],
    ] as const;
    await scene.withstands(async () => {
      for (const [what, frames, code] of cases) {
        using raw = await RawSocket.upgraded(scene.ports.link, '/');
        for (const each of frames) raw.write(frame(each));
        expect([what, await raw.ended()]).toEqual([what, code]);
      }
    });
  });

  it('[HOS-2] [LNK-3] nobody can have frames compressed', async () => {
    using raw = await RawSocket.connect(scene.ports.link);
    raw.write(RawSocket.handshake('/', { 'Sec-WebSocket-Extensions': 'permessage-deflate' }));
    await until('there is an answer', () => raw.text.includes('\r\n\r\n'));
    expect(raw.text).toStartWith('HTTP/1.1 101');
    expect(raw.text).not.toMatch(/sec-websocket-extensions/i);
  });
});
