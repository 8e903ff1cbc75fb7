import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { createServer, type Server, type Socket } from 'node:net';
import { frame, websocketProof } from '@usher/harness/fakes';
import { until } from '@usher/kit/testing';
import type { ServerWebSocket } from 'bun';
import type { LinkSocket, LinkSocketEvents } from '../src/shell/link-socket/link-socket.ts';
import { openLinkSocket } from '../src/shell/link-socket/open-link-socket.ts';

/** What a socket tells, in order. */
class Heard implements LinkSocketEvents {
  readonly said: string[] = [];
  unsentBytes = 0;
  opened = (): void => void this.said.push('opened');
  message = (text: string | null): void => void this.said.push(text ?? 'binary');
  ping = (): void => void this.said.push('ping');
  pong = (): void => void this.said.push('pong');
  closed = (): void => void this.said.push('closed');
  written = (unsentBytes: number): void => void (this.unsentBytes = unsentBytes);

  async says(text: string): Promise<void> {
    await until(`it says ${text}`, () => this.said.includes(text));
  }
}

describe('a socket of the link, to a server of the runtime', () => {
  let received: string[];
  let server: Bun.Server<undefined>;
  let peer: ServerWebSocket | null;
  let upgrade: Request | null;
  let heard: Heard;

  beforeEach(() => {
    received = [];
    [peer, upgrade, heard] = [null, null, new Heard()];
    server = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch(request, self) {
        upgrade = request;
        return self.upgrade(request) ? undefined : new Response('no');
      },
      websocket: {
        maxPayloadLength: 2 ** 24,
        open: (ws) => void (peer = ws),
        message: (_, text) => void received.push(String(text)),
        ping: () => void received.push('ping'),
        pong: (_, payload) => void received.push(`pong ${payload.toString()}`),
        close: (_, code, reason) => void received.push(`close ${code} ${reason}`),
      },
    });
  });

  afterEach(() => server.stop(true));

  async function open(): Promise<LinkSocket> {
    const socket = openLinkSocket(
      `ws://127.0.0.1:${server.port}/path?x=1`,
      { Authorization: 'Bearer b' },
      heard,
    );
    await heard.says('opened');
    await until('the server has it', () => peer !== null);
    return socket;
  }

  it('[LNK-1] [LNK-10] asks for the upgrade with the headers it is given, and for no compression', async () => {
    await open();
    expect(upgrade?.url).toEndWith('/path?x=1');
    expect(upgrade?.headers.get('authorization')).toBe('Bearer b');
    expect(upgrade?.headers.get('sec-websocket-extensions')).toBeNull();
  });

  it('[LNK-4] carries texts of all sizes both ways, in order', async () => {
    const socket = await open();
    const texts = [0, 1, 125, 126, 65_535, 65_536, 1_000_000, 3].map((size) => 'é'.repeat(size));
    for (const text of texts) {
      socket.send(text);
      peer?.send(text);
    }
    await until('all have come', () => received.length === 8 && heard.said.length === 9);
    expect(received).toEqual(texts);
    expect(heard.said.slice(1)).toEqual(texts);
  });

  it('[LNK-5] pings and hears the pong, answers pings with what they say', async () => {
    const socket = await open();
    socket.ping();
    await heard.says('pong');
    peer?.ping('are you there?');
    await until('the pong has come', () => received.includes('pong are you there?'));
    expect(received).toContain('ping');
    expect(heard.said).toContain('ping');
  });

  it('[LNK-3] says of a binary frame that it was one', async () => {
    await open();
    peer?.send(new Uint8Array([1]));
    await heard.says('binary');
  });

  it('closes with a code and a reason, after what was said before', async () => {
    const socket = await open();
    socket.send('last words');
    socket.close(4009, 'replaced');
    expect(socket.unsentBytes).toBe(0); // the process may end before this turn does
    socket.send('nobody hears this');
    await heard.says('closed');
    await until('the server has heard', () => received.length === 2);
    expect(received).toEqual(['last words', 'close 4009 replaced']);
  });

  it('answers a close, and says once that it is over', async () => {
    const socket = await open();
    peer?.close(4001, 'enough');
    await heard.says('closed');
    await until('the server has the answer', () => received.some((each) => each.startsWith('close')));
    socket.close(1000, '');
    socket.terminate();
    expect(heard.said.filter((each) => each === 'closed')).toHaveLength(1);
  });

  it.each(['terminate', 'close'] as const)('can %s before it is connected', async (how) => {
    const socket = openLinkSocket(`ws://127.0.0.1:${server.port}/`, {}, heard);
    socket[how](1000, '');
    await heard.says('closed');
    expect(heard.said).toEqual(['closed']);
  });

  it('is over when nobody answers at the address, or says no', async () => {
    await server.stop(true);
    openLinkSocket(`ws://127.0.0.1:${server.port}/`, {}, heard);
    await heard.says('closed');
    using refusing = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      fetch: () => new Response('no', { status: 401 }),
    });
    const other = new Heard();
    openLinkSocket(`ws://127.0.0.1:${refusing.port}/`, {}, other);
    await other.says('closed');
    expect([heard.said, other.said]).toEqual([['closed'], ['closed']]);
  });
});

describe('a socket of the link, to a server that does as it likes', () => {
  let server: Server;
  let peer: Socket | null;
  let received: Buffer;
  let heard: Heard;

  /** @param answer what it says to the upgrade request */
  async function listen(answer: (accept: string) => string): Promise<LinkSocket> {
    server = createServer((socket) => {
      peer = socket;
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        const wasAsked = received.includes('\r\n\r\n');
        received = Buffer.concat([received, Buffer.from(bytes)]);
        if (!wasAsked && received.includes('\r\n\r\n'))
          socket.write(answer(websocketProof(received.toString())), 'latin1');
      });
    }).listen(0, '127.0.0.1');
    await until('it listens', () => server.listening);
    return openLinkSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}/`, {}, heard);
  }

  beforeEach(() => {
    received = Buffer.alloc(0);
    heard = new Heard();
    peer = null;
  });

  afterEach(() => {
    peer?.destroy();
    server.close();
  });

  const yes = (accept: string): string =>
    `HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;

  it('[LNK-4] hears what comes with the answer, in the same packet', async () => {
    const first = frame({ head: 0x81, payload: 'init', isMasked: false }).toString('latin1');
    await listen((accept) => yes(accept) + first);
    await heard.says('init');
    expect(heard.said).toEqual(['opened', 'init']);
  });

  it.each([
    ['a wrong proof that it understands WebSockets', () => yes('AAAA')],
    ['no upgrade', (accept: string) => yes(accept).replace('upgrade: WebSocket', 'upgrade: h2c')],
    [
      'an extension that nobody offered',
      (accept: string) =>
        yes(accept).replace('\r\n\r\n', '\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n'),
    ],
    ['a status of 200', (accept: string) => yes(accept).replace('101', '200')],
    ['headers without end', () => `HTTP/1.1 101 Yes\r\n${'x: y\r\n'.repeat(5000)}`],
    ['bytes that are no HTTP', () => `\0${'\0'.repeat(20_000)}`],
  ])('is over at an answer with %s', async (_what, answer) => {
    await listen(answer);
    await heard.says('closed');
    expect(heard.said).toEqual(['closed']);
  });

  it.each([
    [1002, 'a masked frame', frame({ head: 0x81, payload: 'x' })],
    [1007, 'a text that is not UTF-8', frame({ head: 0x81, payload: Uint8Array.of(0xff), isMasked: false })],
    [1009, 'a frame that is too large', frame({ head: 0x81, length: 2 ** 25, isMasked: false })],
  ])('[LNK-3] closes with %d at %s', async (code, _what, bytes) => {
    await listen(yes);
    await heard.says('opened');
    received = Buffer.alloc(0);
    peer?.write(bytes);
    await heard.says('closed');
    await until('the server has heard why', () => received.length > 0);
    expect(received[0]).toBe(0x88);
    expect(unmasked(received).readUInt16BE()).toBe(code);
  });

  it('is over when the connection ends in the middle of a frame', async () => {
    await listen(yes);
    await heard.says('opened');
    peer?.end(frame({ head: 0x81, payload: 'half', length: 100, isMasked: false }));
    await heard.says('closed');
    expect(heard.said).toEqual(['opened', 'closed']);
  });

  it('[LNK-50] counts what the system does not take while the peer does not read, and sends all of it in the end', async () => {
    const socket = await listen(yes);
    await heard.says('opened');
    peer?.pause();
    const text = 'x'.repeat(100_000);
    let count = 0;
    await until('it is not taken any more', () => {
      for (let more = 0; more < 10; more++, count++) socket.send(text);
      return heard.unsentBytes > 4_000_000;
    });
    expect(socket.unsentBytes).toBeGreaterThan(4_000_000);
    received = Buffer.from('\r\n\r\n');
    let bytes = 0;
    peer?.on('data', (more) => void (bytes += more.length));
    peer?.resume();
    const total = count * (100_000 + 14);
    await until('all has come', () => bytes >= total);
    expect([bytes, heard.unsentBytes, socket.unsentBytes]).toEqual([total, 0, 0]);
  });

  it('does not answer pings without end of a peer that does not read', async () => {
    const socket = await listen(yes);
    await heard.says('opened');
    peer?.pause();
    await until('it is not taken any more', () => {
      socket.send('x'.repeat(100_000));
      return heard.unsentBytes > 0;
    });
    await until('the system holds no more', () => socket.unsentBytes > 0);
    const before = socket.unsentBytes;
    const ping = frame({ head: 0x89, payload: 'p'.repeat(125), isMasked: false });
    for (let more = 0; more < 1000; more++) peer?.write(ping);
    await until('all pings are heard', () => heard.said.filter((each) => each === 'ping').length === 1000);
    expect(socket.unsentBytes - before).toBeLessThan(10_000);
  });
});

/** The payload of a short frame. */
function unmasked(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(6).map((byte, index) => byte ^ Number(bytes[2 + (index % 4)])));
}
