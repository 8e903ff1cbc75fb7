import { createServer, type Socket } from 'node:net';
import { until } from '@usher/kit/testing';

/** How a request is answered: with whatever bytes. */
export type Lie = (socket: Socket, request: string) => void;

/** Where a Monolith's HTTP should be: it answers each request as it is told to. */
export class LyingBackend implements AsyncDisposable {
  lie: Lie = (socket) => socket.end();
  /** Requests so far. */
  asked = 0;
  readonly #server = createServer((socket) => this.#accept(socket));
  readonly #sockets = new Set<Socket>();

  private constructor() {}

  static async start(): Promise<LyingBackend> {
    const backend = new LyingBackend();
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    backend.#server.listen(0, '127.0.0.1', resolve);
    await listening;
    return backend;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** To those who are connected. */
  get written(): number {
    return [...this.#sockets].reduce((sum, socket) => sum + socket.bytesWritten, 0);
  }

  /** Nobody is connected any more. */
  async isLeftAlone(): Promise<void> {
    await until('the Balancer has hung up', () => this.#sockets.size === 0);
  }

  /** Hangs up on everyone. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    let head = '';
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (bytes) => {
      head += bytes.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      const request = head;
      head = '';
      this.asked++;
      this.lie(socket, request);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.hangUp();
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await closed;
  }
}

/** Writes `beginning`, and then `more` again and again, for as long as it is taken. */
export const endless =
  (beginning: string, more: string): Lie =>
  (socket) => {
    socket.write(beginning, 'latin1');
    const pour = (): void => {
      while (!socket.destroyed && socket.write(more, 'latin1'));
    };
    socket.on('drain', () => setImmediate(pour));
    pour();
  };

/** Writes it and says no more; `isOver`: and ends the connection. */
export const says =
  (bytes: string, isOver = true): Lie =>
  (socket) => {
    socket.write(bytes, 'latin1');
    if (isOver) socket.end();
  };
