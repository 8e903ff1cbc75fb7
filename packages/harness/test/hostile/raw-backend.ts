import { createServer, type Socket } from 'node:net';

/** A listener where a Monolith's HTTP should be, which has the bytes of its clients as they come. */
export abstract class RawBackend implements AsyncDisposable {
  protected readonly sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** On loopback, on any free port. */
  async listen(): Promise<void> {
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    this.#server.listen(0, '127.0.0.1', resolve);
    await listening;
  }

  /** Hangs up on everyone. */
  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.hangUp();
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await closed;
  }

  protected abstract received(socket: Socket, text: string): void;
  protected left(_socket: Socket): void {}

  #accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.left(socket);
    });
    socket.on('data', (bytes) => this.received(socket, bytes.toString('latin1')));
  }
}
