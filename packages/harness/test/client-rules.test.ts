import { afterAll, beforeAll, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { frame, RawSocket, TestClient, WRONG_FRAMES } from '../src/fakes/index.ts';
import { startFront, textFrame, type Front, type FrontName } from './front.ts';

const FRONTS: [what: string, name: FrontName][] = [
  ['of a Monolith itself', 'monolith'],
  ['of a Balancer', 'balancer'],
];

for (const [what, name] of FRONTS) {
  describe(`a client ${what}`, () => {
    let front: Front;
    beforeAll(async () => {
      front = await startFront(name);
    });
    afterAll(() => front[Symbol.asyncDispose]());
    const urlOf = (path: string) => `ws://127.0.0.1:${front.port}${path}`;

    it('[CON-1] is closed with 4001 after the upgrade when its path or room name is bad', async () => {
      const bad = [
        '/',
        '/api/room/',
        '/api/room/a%20b',
        `/api/room/${'x'.repeat(65)}`,
        '/api/room/a/b',
        '/other/foo',
      ];
      for (const path of bad) {
        const client = new TestClient(urlOf(path));
        expect([path, await client.ended()]).toMatchObject([path, { code: 4001 }]);
      }
    });

    it('[CON-1] may name its room with a trailing slash, a query string and in any case', async () => {
      for (const path of ['/api/room/foo/', '/api/room/FOO?x=1', '/api/room/Foo/?a=b']) {
        using client = new TestClient(urlOf(path));
        await client.opened();
        client.send(front.auth);
        await client.hears('that it has joined', ({ action }) => action === 'you');
      }
    });

    it('[CON-1] cannot upgrade to anything else', async () => {
      const refused: [head: string, status: string][] = [
        [RawSocket.handshake('/api/room/foo', { Upgrade: 'h2c' }), '400'],
        [RawSocket.handshake('/api/room/foo', { 'Sec-WebSocket-Key': null }), '400'],
        [RawSocket.handshake('/api/room/foo', { 'Sec-WebSocket-Version': '8' }), '426'],
        [RawSocket.handshake('/api/room/foo').replace('GET', 'POST'), '400'],
      ];
      for (const [head, status] of refused) {
        using raw = await RawSocket.connect(front.port);
        raw.write(head);
        await until('there is an answer', () => raw.text.includes('\r\n\r\n'));
        expect([head, raw.text.slice(9, 12)]).toEqual([head, status]);
      }
    });

    it('[CON-2] must authenticate first', async () => {
      const cases: [frame: string | Uint8Array<ArrayBuffer>, code: number][] = [
        ['{"action":"req","request":{"type":2}}', 4004],
        ['{"action":"auth"}', 4004],
        ['{"action":"auth","token":""}', 4004],
        ['{"action":"auth","token":7}', 4004],
        ['{"action":"auth","token":"forged"}', 4004],
        [JSON.stringify({ action: 'auth', token: 'é'.repeat(513) }), 4004],
        ['{"action":"auth","token":"x"', 1007],
        ['[]', 1007],
        ['null', 1007],
        [new Uint8Array([1, 2]), 1003],
      ];
      for (const [text, code] of cases) {
        const client = new TestClient(urlOf('/api/room/foo'));
        await client.opened();
        client.send(text);
        expect([text, await client.ended()]).toMatchObject([text, { code }]);
      }
    });

    it('[CON-2] a later auth is ignored', async () => {
      using client = await front.join();
      client.auth('another');
      client.say({ action: 'clock', t0: 7 });
      await client.hears('the time', ({ action, t0 }) => action === 'clock' && t0 === 7);
      expect(client.closed).toBeNull();
    });

    it('[CON-5] [CON-7] [LNK-26] mistakes close it with their code; it leaves, and nobody else is disturbed', async () => {
      using innocent = await front.join();
      const cases: [frame: string | Uint8Array<ArrayBuffer>, code: number][] = [
        ['nonsense', 1007],
        ['"text"', 1007],
        ['{"a":1}{"b":2}', 1007],
        ['{"a":1},"id":"x"', 1007],
        ['\uFEFF{"a":1}', 1007],
        [new Uint8Array([0x7b, 0x7d]), 1003],
        [JSON.stringify({ text: 'x'.repeat(70_000) }), 1009],
        ['{"action":"req","request":{"type":0.0}}', 1008],
        ['{"action":"req","request":{"type":2,"ty\\u0070e":1}}', 1008],
      ];
      for (const [text, code] of cases) {
        const client = await front.join();
        client.send(text);
        expect([text, await client.ended()]).toMatchObject([text, { code }]);
      }
      const leaves = () =>
        innocent.messages.filter(({ action, update }) => action === 'user' && kindOf(update) === 'remove');
      await until('they have left', () => leaves().length === cases.length);
      expect(innocent.closed).toBeNull();
    });

    it('[CON-7] [CON-5] each wrong frame closes it with its code, before and after authentication', async () => {
      using innocent = await front.join();
      const before = await front.metric('closes_total{code="1002"}');
      for (const [wrong, frames, code] of WRONG_FRAMES) {
        for (const isJoined of [false, true]) {
          using raw = isJoined ? await front.joinRaw() : await RawSocket.upgraded(front.port);
          for (const each of frames) raw.write(frame(each));
          expect([wrong, isJoined, await raw.ended()]).toEqual([wrong, isJoined, code]);
        }
      }
      const count = WRONG_FRAMES.filter(([, , code]) => code === 1002).length * 2;
      expect(await front.metric('closes_total{code="1002"}')).toBe(before + count);
      innocent.say({ action: 'clock', t0: 1 });
      await innocent.hears('the time', ({ action }) => action === 'clock');
    });

    it('[CON-7] a message in fragments, with a ping between them, is one message', async () => {
      using raw = await front.joinRaw();
      const bytes = Buffer.from('{"action":"req","request":{"type":11,"text":"é"}}');
      const cut = bytes.indexOf(0xc3) + 1; // in the middle of a character
      raw.write(frame({ head: 0x01, payload: bytes.subarray(0, cut) }));
      raw.write(frame({ head: 0x89, payload: 'ping' }));
      raw.write(frame({ head: 0x80, payload: bytes.subarray(cut) }));
      await until('it is said', () => raw.text.includes('"text":"é"'));
    });

    it('[CON-5] a flood is closed with 1008 after 10 s, it leaves, and the others keep their pace', async () => {
      using flood = await front.join();
      using innocent = await front.join();
      const startedAt = performance.now();
      const flooding = setInterval(() => {
        for (let n = 0; n < 20 && flood.closed === null; n++) flood.say({ action: 'clock', t0: n });
      }, 10);
      innocent.say({ action: 'clock', t0: 1 });
      await innocent.hears('the time', ({ action }) => action === 'clock');
      expect(performance.now() - startedAt).toBeLessThan(1000);
      await until('the flood is closed', () => flood.closed, 20_000);
      clearInterval(flooding);
      const seconds = (performance.now() - startedAt) / 1000;
      expect(flood.closed).toMatchObject({ code: 1008 });
      expect(seconds).toBeGreaterThan(9);
      const passed = flood.messages.filter(({ action }) => action === 'clock').length;
      expect(passed).toBeGreaterThan(60);
      expect(passed).toBeLessThanOrEqual(60 + 20 * (seconds + 1));
      expect(front.logs()).toContain(`${name}.limits.messages_per_second`);
      await innocent.hears(
        'that it has left',
        ({ action, update }) => action === 'user' && kindOf(update) === 'remove',
      );
    }, 30_000);

    it('[CON-5] a flood of pings is not read either', async () => {
      using raw = await front.joinRaw();
      for (let n = 0; n < 200; n++) raw.write(frame({ head: 0x89 }));
      await until('it is not read', async () => (await front.metric('unread_clients{reason="rate"}')) === 1);
    });
  });

  describe(`time limits ${what}`, () => {
    it('[CON-2] a client is closed with 4004 when it does not authenticate in time', async () => {
      await using front = await startFront(name, { limits: { auth_timeout: '300ms' } });
      const startedAt = performance.now();
      const client = new TestClient(`ws://127.0.0.1:${front.port}/api/room/foo`);
      expect(await client.ended()).toEqual({ code: 4004, reason: 'timed out' });
      expect(performance.now() - startedAt).toBeLessThan(1000);
      expect(await front.metric('closes_total{code="4004"}')).toBe(1);
    });

    it('[CON-6] a silent client is pinged, once in each time of silence, and then cut off', async () => {
      await using front = await startFront(name, {
        limits: { client_ping: '1500ms', client_silence: '5s' },
      });
      using innocent = await front.join();
      using raw = await front.joinRaw();
      raw.write(textFrame('{"half":').subarray(0, 4)); // half a frame is no sign of life
      expect(await raw.ended(10_000)).toBeNull();
      expect(raw.pings).toBe(2);
      expect(await front.metric('silent_clients_total')).toBe(1);
      await innocent.hears(
        'that it has left',
        ({ action, update }) => action === 'user' && kindOf(update) === 'remove',
      );
      expect(innocent.closed).toBeNull(); // it answers pings
    }, 20_000);
  });
}

const kindOf = (update: unknown) => (update as { kind?: unknown } | undefined)?.kind;
