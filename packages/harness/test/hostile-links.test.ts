import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import { LINK_DIALECTS } from '@usher/protocol/link';
import { frame, WRONG_FRAMES, type Frame } from '../src/fakes/index.ts';
import { stateOf, TEST_KEYS } from '../src/index.ts';
import { FEW_VALUES, textOf, withFewMistakes, withRoom } from './hostile/few-mistakes.ts';
import { forgeriesOf } from './hostile/forgeries.ts';
import { FROM_MONOLITH } from './hostile/link-examples.ts';
import { accept, RawMonolith, type Answer } from './hostile/raw-monolith.ts';
import { metricOf, startScene, type Scene } from './hostile/scene.ts';

const TEXT = 0x81;
const MiB = 1024 * 1024;
/** An address that has made ten mistakes within a minute is cut off at the next: each is used once, in up to three rounds of an attack. */
const LIARS = 200;
const initOf = (id: string) => ({
  head: TEXT,
  payload: JSON.stringify({ action: 'init', port: 9, token: TEST_KEYS.link, id, region: 'here', version: 1 }),
});
const textFrame = (payload: string) => frame({ head: TEXT, payload, isMasked: false });
const isMistake = (text: string) => LINK_DIALECTS.seed.read(text).kind === 'error';

/** No Monolith may say this; each ends the link with its code. */
const WRONG: readonly (readonly [what: string, frames: readonly Frame[], code: number])[] = [
  ...WRONG_FRAMES.filter(
    ([what, , code]) => (code === 1002 || code === 1007) && !/unmasked|close frame/.test(what),
  ),
  ['a masked frame', [{ head: TEXT, payload: '{"action":"draining"}', isMasked: true }], 1002],
  ['a close frame of one byte', [{ head: 0x88, payload: '\u0003' }], 1000],
  ['a header that announces too much', [{ head: TEXT, length: LIMITS.linkFrameBytesMax + 1 }], 1009],
  ['a header that announces 2^53 bytes', [{ head: TEXT, length: 2 ** 53 }], 1009],
];

/** No answers to an upgrade. */
const ANSWERS: readonly Answer[] = [
  () => 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
  () => 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n',
  () => accept('').replace(/Accept: .*/, 'Accept: wrong'),
  (request) => accept(request, 'Sec-WebSocket-Extensions: permessage-deflate\r\n'),
  (request) => accept(request, 'Sec-WebSocket-Protocol: other\r\n'),
  (request) => accept(request, `X: ${'x'.repeat(MiB)}\r\n`),
  () => '\0'.repeat(MiB),
];

describe('a Monolith that lies', () => {
  const open = new AsyncDisposableStack();
  const liars: RawMonolith[] = [];
  let mute: RawMonolith;
  let scene: Scene;
  beforeAll(async () => {
    for (let n = 0; n < LIARS; n++) liars.push(open.use(await RawMonolith.start([initOf(`liar-${n}`)])));
    mute = open.use(await RawMonolith.start([]));
    mute.answer = () => 'HTTP/1.1 101 Switching Protocols\r\n';
    const addresses = [...liars, mute].map(({ address }) => address);
    // Whoever reaches the ports knows the secret: what is left is what they say.
    scene = open.use(await startScene({ link: { auth: 'static', secrets: [TEST_KEYS.link] } }, addresses));
    await until(
      'the liars are believed',
      async () => (await stateOf(scene.balancer)).monoliths.length === LIARS + 1,
    );
  });
  afterAll(() => open.disposeAsync());

  /** One that has made no mistake yet. */
  function fresh(): RawMonolith {
    const liar = liars.pop();
    if (liar === undefined) throw new Error('there are too few liars');
    return liar;
  }

  /** Makes all of it be read, as often as it takes, and holds that each mistake counts once and no link ends for it. */
  async function isReadInPeace(messages: readonly unknown[]): Promise<void> {
    const errors = () => metricOf(scene, 'balancer', 'link_errors_total');
    const texts = messages.map(textOf);
    const before = await errors();
    let rounds = 0;
    await scene.withstands(async () => {
      rounds++;
      for (const part of withFewMistakes(texts, isMistake)) {
        const liar = fresh();
        await liar.say(Buffer.concat(part.map(textFrame)));
        await liar.isHeard();
      }
    });
    expect((await errors()) - before).toBe(rounds * texts.filter(isMistake).length);
  }

  it('[HOS-2] [LNK-3] control messages of every kind with every field wrong', async () => {
    const forged = Object.values(FROM_MONOLITH).flatMap((spoken) =>
      Array.from(forgeriesOf(spoken, FEW_VALUES)),
    );
    expect(forged.map(textOf).filter(isMistake).length).toBeGreaterThan(400);
    await isReadInPeace(forged);
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
    const about = Object.values(FROM_MONOLITH).map((spoken) => withRoom(spoken, 'calm'));
    await isReadInPeace([...about, ...envelopes, ...about]);
    expect(await metricOf(scene, 'balancer', 'drops_total{kind="broadcast-stale-owner"}')).toBeGreaterThan(0);
  });

  it('[HOS-2] [LNK-31] rooms without end, which go with their Monolith', async () => {
    const gossip = Array.from({ length: 10 }, (_, part) => ({
      action: 'gossip',
      rooms: Array.from({ length: 500 }, (_none, n) => ({ room: `r${part}-${n}`, epoch: 1 })),
      part: part + 1,
      parts: 1_000_000,
    }));
    const named: RawMonolith[] = [];
    await scene.withstands(async () => {
      const liar = fresh();
      named.push(liar);
      for (const each of gossip) {
        await liar.say(textFrame(textOf(each)));
        await liar.isHeard();
      }
    });
    for (const liar of named) liar.leave();
    await until('its rooms are forgotten', async () => {
      const { rooms } = await stateOf(scene.balancer);
      return rooms.every(({ room }) => !/^r\d/.test(room));
    });
  });

  it('[HOS-2] [LNK-3] frames that are none, or too many, end the link', async () => {
    await scene.withstands(async () => {
      const liar = fresh();
      for (const [what, frames, code] of WRONG) {
        await liar.say(Buffer.concat(frames.map((each) => frame({ isMasked: false, ...each }))));
        expect([what, await liar.ended()]).toEqual([what, code]);
        await liar.isDialledAgain();
      }
      await liar.say(frame({ head: 0x01, payload: ' ', isMasked: false }));
      const more = frame({ head: 0x00, payload: Buffer.alloc(MiB - 1, ' '), isMasked: false });
      for (let n = 0; n < 16; n++) {
        await liar.say(more);
        await liar.isHeard();
      }
      await liar.say(more);
      expect(await liar.ended()).toBe(1009);
      await liar.isDialledAgain();
      const ping = frame({ head: 0x89, payload: 'x'.repeat(125), isMasked: false });
      await liar.say(Buffer.concat(Array<Buffer>(5000).fill(ping)));
      await liar.isHeard();
      expect(liar.ends.length).toBe(WRONG.length + 1);
    });
  });

  it('[HOS-2] [LNK-14] answers to the upgrade that are none', async () => {
    await scene.withstands(async () => {
      const attempts = ANSWERS.map(async (answer) => {
        const liar = fresh();
        liar.answer = answer;
        liar.leave();
        await liar.ended();
        expect(await liar.ended()).toBeNull(); // by the Balancer: with such an answer there is nothing to be said
        liar.answer = accept;
        await liar.isDialledAgain();
        await liar.isHeard();
      });
      await Promise.all(attempts);
    });
  });

  it('[HOS-2] [LNK-14] who never ends its answer is given up', async () => {
    await until('it is dialled again', () => mute.answered > 1, 2 * LIMITS.initTimeoutMs);
    expect(mute.ends[0]).toBeNull();
  }, 30_000);
});
