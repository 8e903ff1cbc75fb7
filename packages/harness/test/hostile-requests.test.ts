import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import type { TestClient } from '../src/fakes/index.ts';
import { REQUESTS } from './hostile/request-examples.ts';
import { forgeriesOf } from './hostile/forgeries.ts';
import { FRONTS, startScene, type Scene } from './hostile/scene.ts';

/** Nobody is slowed down: the messages are what is hostile here. */
const TALKATIVE = { limits: { messages_per_second: 1_000_000, messages_burst: 1_000_000 } };

/** As many as anybody may say at once. */
const AT_ONCE = 20;

const request = (value: unknown) => JSON.stringify({ action: 'req', request: value });
const chat = (text: string) => `{"action":"req","request":{"type":11,"text":${text}}}`;
const deep = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Objects in JSON, whatever else they are. */
const TEXTS: readonly string[] = [
  chat(deep(30_000, '[', ']')),
  chat(deep(9000, '{"a":', '}')),
  `{"action":"req","request":${deep(4000, '{"request":', '}')}}`,
  chat(`"${'\\u0000'.repeat(2000)}"`),
  chat('"\\ud800"'),
  chat('"\\udc00\\ud800"'),
  chat('"\u202e\u2066\ufeff"'),
  chat(`"${'\\"\\\\'.repeat(1000)}"`),
  '{"action":"req","request":{"type":4,"value":1e999}}',
  '{"action":"req","request":{"type":4,"value":-1e999}}',
  '{"action":"req","request":{"type":4,"value":5e-324}}',
  `{"action":"req","request":{"type":${'9'.repeat(400)}}}`,
  '{"action":"req","request":{"type":2,"type":4,"state":true,"value":1,"value":"x"}}',
  '{"__proto__":{"action":"req"},"request":{"type":2}}',
  '{"action":"req","__proto__":{"polluted":true},"request":{"__proto__":{"polluted":true},"type":3}}',
  '{"action":"req","request":{"type":13,"settings":{"__proto__":{"polluted":true},"title":"x"}}}',
  '{"action":"req","request":{"type":13,"settings":{"constructor":{"prototype":{"polluted":true}}}}}',
  '{"action":"req","request":{"type":12,"event":{"__proto__":{"request":{"type":4}}}}}',
  `{${Array.from({ length: 4000 }, (_, n) => `"k${n}":${n}`).join(',')},"action":"nothing"}`,
  '{"action":"toString"}',
  '{"action":"__proto__"}',
  '{"action":["req"],"request":{"type":0}}',
  '{"action":"req","request":[{"type":0}]}',
  '{"action":"req","request":{"type":"0"}}',
  '{"action":"req","request":{"type":[0]}}',
  '{"action":"req","request":{"type":10}}',
  '{"action":"req","request":null}',
  '{"action":"clock"}',
  '{"action":"clock","t0":"0"}',
  '{"action":"status","status":"__proto__"}',
  '{"action":"notify","message":["usernameChanged"]}',
  '{"action":"auth","token":{"toString":"x"}}',
];

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ balancer: TALKATIVE, monolith: TALKATIVE });
});
afterAll(() => scene[Symbol.asyncDispose]());

for (const front of FRONTS) {
  describe(`hostile messages to a ${front}`, () => {
    let attacker: TestClient;
    let witness: TestClient;
    let asked = 0;
    beforeAll(async () => {
      attacker = await scene.join(front);
      witness = await scene.join('monolith');
    });
    afterAll(() => {
      attacker[Symbol.dispose]();
      witness[Symbol.dispose]();
    });

    /** All that was said before has been heard; the one who said it is still there. */
    async function isThrough(): Promise<void> {
      const answer = `"t0":${++asked},`;
      attacker.say({ action: 'clock', t0: asked });
      await until(
        'all is heard',
        () => attacker.closed ?? attacker.heard.some((text) => text.includes(answer)),
      );
      expect(attacker.closed).toBeNull();
    }

    it('[HOS-2] [MSG-26] requests of every type with every field wrong change nothing, and are nobody else’s concern', async () => {
      let refused = 0;
      await scene.withstands(async () => {
        attacker.heard.length = 0;
        for (const [type, example] of Object.entries(REQUESTS)) {
          // A Join is not a mistake, but a forgery that closes the socket (LNK-26).
          const forged = [...forgeriesOf(example)].filter((each) => (each as { type?: unknown }).type !== 0);
          for (let at = 0; at < forged.length; at += AT_ONCE) {
            for (const each of forged.slice(at, at + AT_ONCE)) attacker.send(request(each));
            await isThrough();
          }
          const errors = attacker.heard.filter((text) => text.includes('"action":"error"'));
          expect([type, errors.length]).not.toEqual([type, 0]);
          refused += errors.length;
          attacker.heard.length = 0;
          witness.heard.length = 0;
        }
      });
      expect(refused).toBeGreaterThan(1000);
    });

    it('[HOS-2] JSON that is deep, long, ambiguous or meant for prototypes', async () => {
      await scene.withstands(async () => {
        for (const text of TEXTS) {
          attacker.send(text);
          await isThrough();
        }
        for (const forged of forgeriesOf({ action: 'status', status: 'ready' })) attacker.say(forged);
        for (const forged of forgeriesOf({ action: 'clock', t0: 0 })) attacker.say(forged);
        await isThrough();
      });
      expect(witness.closed).toBeNull();
      expect(witness.heard.filter((text) => /"action":"error"|polluted/.test(text))).toEqual([]);
      using late = await scene.join(front);
      expect(late.heard.filter((text) => text.includes('polluted'))).toEqual([]);
    });
  });
}
