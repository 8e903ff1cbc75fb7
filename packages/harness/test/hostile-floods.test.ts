import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { frame, RawSocket, TestClient } from '../src/fakes/index.ts';
import { textFrame } from './front.ts';
import { FRONTS, startScene, type Scene } from './hostile/scene.ts';

/** More than a burst, and as much as one read of a socket. */
const PINGS = Buffer.concat(Array<Buffer>(2000).fill(frame({ head: 0x89, payload: 'x'.repeat(100) })));
const EMPTY_PARTS = Buffer.concat(Array<Buffer>(20_000).fill(frame({ head: 0x00 })));
const CHAT = textFrame(JSON.stringify({ action: 'req', request: { type: 11, text: '界'.repeat(2000) } }));
const KIB_64 = textFrame(JSON.stringify({ action: 'nothing', text: 'x'.repeat(65_000) }));

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene[Symbol.asyncDispose]());

for (const front of FRONTS) {
  describe(`floods at a ${front}`, () => {
    /** So many who have joined, and say all this at once. */
    async function flood(count: number, bytes: Uint8Array): Promise<void> {
      using open = new DisposableStack();
      for (let n = 0; n < count; n++) open.use(await scene.joinRaw(front)).write(bytes);
      const late = open.use(await scene.join(front)); // while they go on
      late.say({ action: 'clock', t0: 1 });
      await late.hears('the time', ({ action }) => action === 'clock');
    }

    it('[HOS-2] [CON-5] of messages', async () => {
      await scene.withstands(() => flood(4, Buffer.concat(Array<Buffer>(300).fill(CHAT))));
    });

    it('[HOS-2] [CON-5] of the longest messages', async () => {
      // The first burst of each is read at once, and has to be read before what others said after it.
      await scene.withstands(() => flood(4, Buffer.concat(Array<Buffer>(100).fill(KIB_64))), 100);
    });

    it('[HOS-2] [CON-5] of pings, pongs and fragments of nothing', async () => {
      await scene.withstands(async () => {
        await flood(4, PINGS);
        await flood(4, Buffer.from(PINGS).fill(0x8a, 0, 1));
        await flood(4, Buffer.concat([frame({ head: 0x01, payload: '{' }), EMPTY_PARTS]));
      });
    });

    it('[HOS-2] [CON-5] of connections that never say who they are', async () => {
      const before = scene[front].logs.length;
      await scene.withstands(async () => {
        using open = new DisposableStack();
        const statuses: string[] = [];
        for (let n = 0; n < 150; n++) {
          const raw = open.use(await RawSocket.connect(scene.ports[front]));
          raw.write(RawSocket.handshake('/api/room/arena'));
          await until('there is an answer', () => raw.text.includes('\r\n\r\n'));
          statuses.push(raw.text.slice(9, 12));
        }
        expect(statuses.at(-1)).toBe('503'); // so many from one address
      });
      expect(scene[front].logs.slice(before).split('refused a client').length).toBeLessThan(40);
    });

    it('[HOS-2] of people who come and go, and of those whom nobody knows', async () => {
      await scene.withstands(async () => {
        for (let n = 0; n < 40; n++) {
          const url = `ws://127.0.0.1:${scene.ports[front]}/api/room`;
          using nowhere = new TestClient(`${url}/nowhere-${front}-${n}`);
          using nobody = new TestClient(`${url}/arena`);
          using restless = new TestClient(`${url}/arena`);
          await Promise.all([nowhere, nobody, restless].map((client) => client.opened()));
          nowhere.send(scene.auth);
          nobody.auth(`nobody-${n}`);
          restless.send(scene.auth);
          expect([await nowhere.ended(), await nobody.ended()]).toMatchObject([
            { code: 4002 },
            { code: 4004 },
          ]);
        }
      });
    });
  });
}
