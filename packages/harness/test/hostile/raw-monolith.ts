import { createServer, type Socket } from 'node:net';
import { until } from '@usher/kit/testing';
import { frame, websocketProof, type Frame } from '../../src/fakes/index.ts';

/** How it answers a Balancer's upgrade. */
export type Answer = (request: string) => string;

/** What stands at a Monolith's address, and says whatever bytes it is told to. */
export class RawMonolith implements AsyncDisposable {
  /** How often a Balancer has come, and was answered. */
  answered = 0;
  answer: Answer = accept;
  /** The frames after the upgrade; `[]`: nothing. */
  readonly #greeting: readonly Frame[];
  readonly #server = createServer((socket) => this.#accept(socket));
  readonly #sockets = new Set<Socket>();

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
    const socket = await until('a Balancer is connected', () => [...this.#sockets].at(-1));
    socket.write(bytes);
    await until('it is taken', () => socket.writableLength === 0 || socket.destroyed);
  }

  /** The Balancer comes again: whatever was said to it ended its link. */
  async isDialledAgain(): Promise<void> {
    const before = this.answered;
    for (const socket of this.#sockets) socket.destroy();
    await until('the Balancer dials again', () => this.answered > before);
  }

  #accept(socket: Socket): void {
    let head = '';
    let isOpen = false;
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (bytes) => {
      if (isOpen) return;
      head += bytes.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      isOpen = true;
      socket.write(this.answer(head), 'latin1');
      for (const each of this.#greeting) socket.write(frame({ ...each, isMasked: false }));
      this.#sockets.add(socket);
      this.answered++;
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
