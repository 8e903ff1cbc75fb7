import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { LIMITS } from '@usher/protocol';
import { MONOLITH_DIALECTS } from '@usher/protocol/link';
import { frame, RawSocket, TestClient, WRONG_FRAMES } from '../src/fakes/index.ts';
import { TEST_KEYS } from '../src/index.ts';
import { FEW_VALUES, textOf, withFewMistakes, withRoom } from './hostile/few-mistakes.ts';
import { forgeriesOf } from './hostile/forgeries.ts';
import { ENVELOPES, FROM_BALANCER } from './hostile/link-examples.ts';
import { metricOf, startScene, type Scene } from './hostile/scene.ts';

const TEXT = 0x81;
const isMistake = (text: string) => MONOLITH_DIALECTS.seed.read(text).kind === 'error';

describe('a Balancer that lies', () => {
  let scene: Scene;
  beforeAll(async () => {
    // Whoever reaches the port knows the secret: what is left is what they say.
    scene = await startScene({ link: { auth: 'static', secrets: [TEST_KEYS.link] } });
  });
  afterAll(() => scene[Symbol.asyncDispose]());

  /** On one link, which does not end for it. */
  async function say(texts: readonly string[]): Promise<TestClient> {
    using balancer = new TestClient(`ws://127.0.0.1:${scene.ports.link}/`);
    await balancer.hears('init', ({ action }) => action === 'init');
    for (const text of texts) balancer.send(text);
    balancer.close();
    expect(await balancer.ended()).toMatchObject({ code: 1000 });
    return balancer;
  }

  it('[HOS-2] [LNK-3] messages of every kind with every field wrong: all are read, and each mistake counts once', async () => {
    const errors = () => metricOf(scene, 'monolith', 'link_errors_total');
    const spoken = [...Object.values(FROM_BALANCER), ...ENVELOPES];
    const about = spoken.flatMap((each) => [each, withRoom(each, 'calm')]);
    const texts = about.flatMap((each) => Array.from(forgeriesOf(each, FEW_VALUES), textOf));
    const mistakes = texts.filter(isMistake).length;
    expect(mistakes).toBeGreaterThan(400);
    const before = await errors();
    let rounds = 0;
    await scene.withstands(async () => {
      rounds++;
      for (const part of withFewMistakes(texts, isMistake)) await say(part);
    });
    expect((await errors()) - before).toBe(rounds * mistakes);
  }, 60_000);

  it('[HOS-2] people without end, whom nobody knows', async () => {
    const join = (n: number, room: string) =>
      textOf({
        token: `nobody-${n}`,
        room,
        id: `id-${n}`,
        message: { action: 'req', request: { type: 0, info: { ip: '%', region: 'x'.repeat(1000) } } },
      });
    const joins = Array.from({ length: 400 }, (_, n) => join(n, n % 10 === 0 ? 'calm' : `nowhere-${n}`));
    await scene.withstands(async () => {
      using balancer = new TestClient(`ws://127.0.0.1:${scene.ports.link}/`);
      for (let at = 0; at < joins.length; at += 20) {
        await balancer.hears('init', ({ action }) => action === 'init');
        for (const text of joins.slice(at, at + 20)) balancer.send(text);
        await until(
          'all are sent away',
          () => balancer.messages.filter(({ action }) => action === 'kick').length === at + 20,
        );
      }
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
