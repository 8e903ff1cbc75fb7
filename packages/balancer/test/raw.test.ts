import { describe, expect, it } from 'bun:test';
import { frame, RawSocket, SeedMonolith, TestClient, WRONG_FRAMES } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import { readyBalancerFor, SECRET } from './start.ts';

const TEXT = 0x81;
const AUTH = { head: TEXT, payload: '{"action":"auth","token":"t"}' };
/** A Monolith, a Balancer, and a client in `foo` that nothing of what follows may disturb. */
async function scene(limits: Parameters<typeof readyBalancerFor>[1] = {}) {
  const monolith = new SeedMonolith({ token: SECRET });
  const balancer = await readyBalancerFor([monolith.address], limits);
  const innocent = await TestClient.join(balancer.port, 'foo');
  await until('the innocent client has joined', () => monolith.joins().length === 1);
  return {
    monolith,
    balancer,
    /** It is still there, can speak, and hears only its room. */
    async isUndisturbed(): Promise<void> {
      innocent.say({ action: 'still here' });
      await until('it is heard', () => monolith.said.some(({ text }) => text.includes('still here')));
      monolith.send('{"room":"foo","message":{"n":1}}');
      await until('it hears', () => innocent.heard.length > 0);
      expect(innocent.heard).toEqual(['{"n":1}']);
      expect(innocent.closed).toBeNull();
    },
    async [Symbol.asyncDispose]() {
      innocent.terminate();
      await balancer.stop();
      await monolith[Symbol.asyncDispose]();
    },
  };
}

describe('raw frames', () => {
  it('[CON-7] [CON-5] each wrong one closes its socket with its code, before and after authentication', async () => {
    await using at = await scene();
    for (const [what, frames, code] of WRONG_FRAMES) {
      for (const isJoined of [false, true]) {
        using raw = await RawSocket.upgraded(at.balancer.port);
        if (isJoined) raw.write(frame(AUTH));
        for (const each of frames) raw.write(frame(each));
        expect([what, await raw.ended()]).toEqual([what, code]);
      }
    }
    await until('they have left', () => at.monolith.leaves().length === WRONG_FRAMES.length);
    const { said } = at.monolith;
    expect(said.filter(({ text }) => !text.includes('still here'))).toEqual([]);
    const metrics = await (await fetch(`http://127.0.0.1:${at.balancer.operatorPort}/metrics`)).text();
    for (const code of [1002, 1003, 1007, 1009]) {
      const count = WRONG_FRAMES.filter(([, , each]) => each === code).length * 2;
      expect(metrics).toContain(`usher_balancer_closes_total{code="${code}"} ${count}`);
    }
    await at.isUndisturbed();
  });

  it('[CON-7] a message in fragments, with a ping between them, is one message', async () => {
    await using at = await scene();
    using raw = await RawSocket.upgraded(at.balancer.port);
    raw.write(frame(AUTH));
    const bytes = Buffer.from('{"text":"é"}');
    const cut = bytes.indexOf(0xc3) + 1; // in the middle of a character
    raw.write(frame({ head: 0x01, payload: bytes.subarray(0, cut) }));
    raw.write(frame({ head: 0x89, payload: 'ping' }));
    raw.write(frame({ head: 0x00 }));
    raw.write(frame({ head: 0x80, payload: bytes.subarray(cut) }));
    await until('it arrives', () => at.monolith.said.length === 1);
    expect(at.monolith.said[0]?.json.message).toEqual({ text: 'é' });
    await at.isUndisturbed();
  });

  it('[CON-6] half a frame and then silence: cut off, and its Leave is sent', async () => {
    await using at = await scene({ limits: { client_ping: 100, client_silence: 1500 } });
    using raw = await RawSocket.upgraded(at.balancer.port);
    raw.write(frame(AUTH));
    raw.write(frame({ head: TEXT, payload: '{"half":', length: 100 }));
    expect(await raw.ended()).toBeNull();
    await until('it has left', () => at.monolith.leaves().length === 1);
    await at.isUndisturbed(); // it answers pings
  });
});

describe('malformed handshakes', () => {
  const cases: [what: string, head: string, status: number][] = [
    ['without a key', RawSocket.handshake('/api/room/foo', { 'Sec-WebSocket-Key': null }), 400],
    ['with a short key', RawSocket.handshake('/api/room/foo', { 'Sec-WebSocket-Key': 'x' }), 400],
    ['of another version', RawSocket.handshake('/api/room/foo', { 'Sec-WebSocket-Version': '8' }), 426],
    ['to another protocol', RawSocket.handshake('/api/room/foo', { Upgrade: 'h2c' }), 400],
    ['without a host', RawSocket.handshake('/api/room/foo', { Host: null }), 400],
    ['with 20 KiB of headers', RawSocket.handshake('/api/room/foo', { X: 'x'.repeat(20_480) }), 431],
    ['with another method', RawSocket.handshake('/api/room/foo').replace('GET', 'POST'), 400],
    ['that is TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n', 400],
  ];

  it('[CON-1] [CON-7] are refused, and disturb nobody', async () => {
    await using at = await scene();
    for (const [what, head, status] of cases) {
      using raw = await RawSocket.connect(at.balancer.port);
      raw.write(head);
      await until('there is an answer', () => raw.text.includes('\r\n\r\n'));
      expect([what, raw.text.slice(9, 12)]).toEqual([what, `${status}`]);
    }
    await at.isUndisturbed();
  });

  it('[CON-7] one that never ends is cut off', async () => {
    await using at = await scene();
    using silent = await RawSocket.connect(at.balancer.port);
    using half = await RawSocket.connect(at.balancer.port);
    using slow = await RawSocket.connect(at.balancer.port);
    half.write('GET /api/room/foo HTTP/1.1\r\nHo');
    slow.write('GET /api/room/foo HTTP/1.1\r\n');
    let lines = 0;
    await until(
      'they have ended',
      () => {
        if (lines++ % 20 === 0) slow.write(`X-${lines}: y\r\n`);
        return [silent, half, slow].every(({ isEnded }) => isEnded);
      },
      25_000,
    );
    await at.isUndisturbed();
  }, 30_000);
});
