import { createServer, type Socket } from 'node:net';
import { until } from '@usher/kit/testing';
import { closeCodeOf, frame, framesIn, websocketProof, type Frame } from '../../src/fakes/index.ts';

/** How it answers a Balancer's upgrade. */
export type Answer = (request: string) => string;

/** What stands at a Monolith's address, and says whatever bytes it is told to. It ends no link that the Balancer has not ended, unless it is told to. */
export class RawMonolith implements AsyncDisposable {
  /** How often a Balancer has come, and was answered. */
  answered = 0;
  answer: Answer = accept;
  /** How each link has ended so far: the code that the Balancer gave; `null`: it said nothing. */
  readonly ends: (number | null)[] = [];
  /** The frames after the upgrade; `[]`: nothing. */
  readonly #greeting: readonly Frame[];
  readonly #server = createServer((socket) => this.#accept(socket));
  readonly #sockets = new Set<Socket>();
  readonly #pongs = new Set<string>();
  #pings = 0;
  #endsSeen = 0;

  private constructor(greeting: readonly Frame[]) {
    this.#greeting = greeting;
  }

  static async start(greeting: readonly Frame[]): Promise<RawMonolith> {
    const monolith = new RawMonolith(greeting);
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    monolith.#server.listen(0, '127.0.0.1', resolve);
    await listening;
    return monolith;
  }

  get address(): { host: string; port: number } {
    const address = this.#server.address();
    return { host: '127.0.0.1', port: typeof address === 'object' && address !== null ? address.port : 0 };
  }

  /** On a link that is open, or on the next one. */
  async say(bytes: Uint8Array): Promise<void> {
    const socket = await this.#link();
    socket.write(bytes);
    await until('it is taken', () => socket.writableLength === 0 || socket.destroyed);
  }

  /** The Balancer has read all that was said, and the link is as it was. */
  async isHeard(): Promise<void> {
    const { length } = this.ends;
    const payload = `${++this.#pings}`;
    await this.say(frame({ head: 0x89, payload, isMasked: false }));
    await until('all is heard', () => this.#pongs.delete(payload) || this.ends.length > length);
    if (this.ends.length > length) throw new Error(`the Balancer ended the link with ${this.ends.at(-1)}`);
  }

  /** The Balancer ends the link, by itself: with this code, or without one. Of each end it is told once. */
  async ended(): Promise<number | null> {
    await until('the Balancer ends the link', () => this.ends.length > this.#endsSeen);
    return this.ends[this.#endsSeen++] ?? null;
  }

  /** The Balancer comes again. */
  async isDialledAgain(): Promise<void> {
    await until('the Balancer dials again', () => this.#sockets.size > 0);
  }

  /** It has no more to say. */
  leave(): void {
    for (const socket of this.#sockets) socket.end();
  }

  #link(): Promise<Socket> {
    return until('a Balancer is connected', () => [...this.#sockets].at(-1));
  }

  #accept(socket: Socket): void {
    let received = Buffer.alloc(0);
    let isOpen = false;
    let code: number | null = null;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#sockets.delete(socket)) this.ends.push(code);
    });
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, Buffer.from(bytes)]);
      const headEnd = received.indexOf('\r\n\r\n');
      if (!isOpen && headEnd < 0) return;
      if (!isOpen) {
        isOpen = true;
        socket.write(this.answer(received.toString('latin1', 0, headEnd)), 'latin1');
        for (const each of this.#greeting) socket.write(frame({ ...each, isMasked: false }));
        received = received.subarray(headEnd + 4);
        this.#sockets.add(socket);
        this.answered++;
      }
      let end = 0;
      for (const each of framesIn(received)) {
        ({ end } = each);
        if (each.head === 0x8a) this.#pongs.add(each.payload.toString());
        if (each.head === 0x89) socket.write(frame({ head: 0x8a, payload: each.payload, isMasked: false })); // LNK-5
        code ??= closeCodeOf(each);
      }
      received = received.subarray(end);
      if (code !== null) socket.end();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await closed;
  }
}

/** As RFC 6455 has it. */
export function accept(request: string, headers = ''): string {
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${websocketProof(request)}\r\n${headers}\r\n`;
}
