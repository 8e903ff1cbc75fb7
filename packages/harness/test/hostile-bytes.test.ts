import { describe, expect, it } from 'bun:test';
import * as fc from 'fast-check';
import type { Random } from '@usher/kit';
import { seededRandom, until } from '@usher/kit/testing';
import { checkClientMessage } from '@usher/protocol';
import { anyObject, anyValue, space } from '@usher/protocol/testing';
import { fuzzBudget } from '../fuzz/budget.ts';
import { frame, RawSocket, SeedMonolith, TestClient } from '../src/fakes/index.ts';
import { startRole, TEST_KEYS } from '../src/index.ts';
import { piecesOf, randomBytes, randomFrames } from './hostile/random-bytes.ts';
import { textOf } from './hostile/few-mistakes.ts';
import { ENVELOPES, FROM_BALANCER, FROM_MONOLITH } from './hostile/link-examples.ts';
import { RawMonolith } from './hostile/raw-monolith.ts';
import { REQUESTS } from './hostile/request-examples.ts';
import { FRONTS, startScene, type Scene } from './hostile/scene.ts';

const budget = fuzzBudget() ?? { seed: Math.floor(Math.random() * 2 ** 31), milliseconds: 1000 };
const ROUND_TRIPS = { numRuns: fc.readConfigureGlobal()?.numRuns ?? 80 };
/** How the last message of a client ends when it arrives. */
const THE_END = '"message":{"the":"end"}}';
const AT_ONCE = 16;
/** So many times between two looks at the servers. */
const ROUND = 10;

describe('bytes over a socket', () => {
  it('[HOS-1] [HOS-2] any bytes, in any pieces, at any port', async () => {
    await using scene = await startScene();
    const ports = Object.values(scene.ports);
    await fuzz(scene, async (random) => {
      const inputs = Array.from({ length: AT_ONCE }, (_, index) => {
        const bytes = randomBytes(random);
        return { port: ports[index % ports.length] as number, pieces: [...piecesOf(random, bytes)] };
      });
      await Promise.all(inputs.map(throwAt));
    });
  }, 600_000);

  it('[HOS-1] [HOS-2] any frames, in any pieces, of people who have joined', async () => {
    await using scene = await startScene();
    const attackersAt = [...FRONTS, ...FRONTS, ...FRONTS]; // each of them is announced to all others
    const messages = Object.values(REQUESTS).map((request) => JSON.stringify({ action: 'req', request }));
    await fuzz(scene, async (random) => {
      const attackers = inputsFor(attackersAt, random, { messages }).map(async ([front, pieces]) => {
        using raw = await scene.joinRaw(front);
        for (const piece of pieces) raw.write(piece);
        raw.end();
        await raw.ended();
      });
      await Promise.all(attackers);
    });
  }, 600_000);

  it('[HOS-1] [HOS-2] any frames, in any pieces, on links that are established, from either end', async () => {
    await using stack = new AsyncDisposableStack();
    const liars: RawMonolith[] = [];
    for (let n = 0; n < AT_ONCE; n++) {
      const init = { action: 'init', port: 9, token: TEST_KEYS.link, id: `liar-${n}`, version: 1 };
      liars.push(stack.use(await RawMonolith.start([{ head: 0x81, payload: JSON.stringify(init) }])));
    }
    const link = { auth: 'static' as const, secrets: [TEST_KEYS.link] };
    const scene = stack.use(
      await startScene(
        { link },
        liars.map(({ address }) => address),
      ),
    );
    await until('all are linked', () => liars.every(({ answered }) => answered > 0));
    const fromMonoliths = { isMasked: false, messages: Object.values(FROM_MONOLITH).map(textOf) };
    const fromBalancers = { messages: [...Object.values(FROM_BALANCER), ...ENVELOPES].map(textOf) };
    await fuzz(scene, async (random) => {
      const monoliths = inputsFor(liars, random, fromMonoliths).map(async ([liar, pieces]) => {
        const { length } = liar.ends;
        for (const piece of pieces) await liar.say(piece);
        liar.leave();
        await until('the link is over', () => liar.ends.length > length);
        await liar.isDialledAgain();
      });
      const balancers = inputsFor(liars, random, fromBalancers).map(async ([, pieces]) => {
        using raw = await RawSocket.upgraded(scene.ports.link, '/');
        for (const piece of pieces) raw.write(piece);
        raw.end();
        await raw.ended();
      });
      await Promise.all([...monoliths, ...balancers]);
    });
  }, 600_000);

  it('[HOS-1] [LNK-21] [LNK-22] what a client says, however it is cut, arrives as it is or not at all; and so does the answer', async () => {
    await using monolith = new SeedMonolith({ token: TEST_KEYS.link });
    await using balancer = await startRole('balancer', {
      link: { auth: 'static', secrets: [TEST_KEYS.link] },
      balancer: {
        discovery: [{ method: 'static', dialect: 'seed', monoliths: [monolith.address] }],
        limits: {
          messages_per_second: 1_000_000,
          messages_burst: 1_000_000,
          handshakes_per_second: 1_000_000,
        },
      },
    });
    await until('the Monolith is linked', () => monolith.connections > 0);
    const { port } = balancer.ports;
    using witness = await TestClient.join(port, 'foo');
    await until('the witness has joined', () => monolith.joins().length === 1);
    const texts = fc.oneof(anyObject, anyObject, anyValue, fc.string({ unit: 'binary' }));
    const roundTrip = fc.asyncProperty(texts, space, fc.array(fc.nat()), async (any, gap, cuts) => {
      const text = any.toWellFormed();
      using raw = await joined(port, monolith);
      for (const part of partsOf(Buffer.from(text), cuts)) raw.write(part);
      raw.write(frame({ head: 0x81, payload: '{"the":"end"}' }));
      const kind = checkClientMessage(text);
      if (kind === 'not-an-object' || kind === 'forged-membership')
        expect(await raw.ended()).toBe(kind === 'not-an-object' ? 1007 : 1008);
      else await until('all is said', () => monolith.said.at(-1)?.text.endsWith(THE_END));
      const isRelayed = kind === 'message' || kind === 'status' || kind === 'clock';
      const said = monolith.said.map((each) => each.text).filter((each) => !each.endsWith(THE_END));
      expect(said).toEqual(isRelayed ? [expect.stringMatching(/^\{"token":"t","room":"foo","id":/)] : []);
      if (isRelayed) expect(said[0]).toEndWith(`"message":${text}}`);
      if (kind === 'not-an-object') return;
      monolith.send(`{"room"${gap}:${gap}"FOO",${gap}"message":${gap}${text}${gap}}`);
      await until('the witness hears', () => witness.heard.length > 0);
      expect(witness.heard).toEqual([text.trim()]);
      witness.heard.length = 0;
    });
    await fc.assert(roundTrip, ROUND_TRIPS);
  }, 600_000);
});

/** Makes something up again and again, for as long as the budget says. */
async function fuzz(scene: Scene, attack: (random: Random) => Promise<void>): Promise<void> {
  const random = seededRandom(budget.seed);
  const endsAt = performance.now() + budget.milliseconds;
  try {
    for (let n = 0; n === 0 || performance.now() < endsAt; n++)
      await scene.withstands(async () => {
        for (let sent = 0; sent < ROUND; sent++) await attack(random);
      });
  } catch (error) {
    throw new Error(`with seed ${budget.seed}: npm run test:fuzz -- --seed ${budget.seed}`, { cause: error });
  }
}

/** Frames for each, in pieces: made up before anything is sent, in an order that a seed repeats. */
const inputsFor = <Sender>(
  senders: readonly Sender[],
  random: Random,
  options: Parameters<typeof randomFrames>[1],
): (readonly [Sender, readonly Buffer[]])[] =>
  senders.map((sender) => [sender, [...piecesOf(random, randomFrames(random, options))]] as const);

/** All is sent, and answered by something, or by the end. */
async function throwAt({ port, pieces }: { port: number; pieces: readonly Buffer[] }): Promise<void> {
  using raw = await RawSocket.connect(port);
  for (const piece of pieces) raw.write(piece);
  raw.end();
  await until('it is answered, or has ended', () => raw.isEnded || raw.text !== '');
}

/** Somebody who has just joined; what was said before is forgotten. */
async function joined(port: number, monolith: SeedMonolith): Promise<RawSocket> {
  monolith.received.length = 0;
  const raw = await RawSocket.upgraded(port);
  raw.write(frame({ head: 0x81, payload: '{"action":"auth","token":"t"}' }));
  await until('it has joined', () => monolith.joins().length === 1);
  return raw;
}

/** One message in frames, cut anywhere, with a ping between them. */
function partsOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  const parts = [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
  return parts.flatMap((payload, index) => {
    const isLast = index === parts.length - 1;
    const head = (index === 0 ? 0x01 : 0x00) | (isLast ? 0x80 : 0);
    const ping = frame({ head: 0x89, payload: 'ping' });
    return isLast ? [frame({ head, payload })] : [frame({ head, payload }), ping];
  });
}
