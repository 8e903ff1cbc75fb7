import { connect, createServer, type Socket } from 'node:net';

/** A way to a port of loopback that tests can cut, or stall as a lossy network does. */
export class TcpProxy implements AsyncDisposable {
  readonly #server;
  readonly #pairs = new Map<Socket, Socket>();
  #state: 'open' | 'stalled' | 'cut' = 'open';

  private constructor(target: number) {
    this.#server = createServer((near) => this.#accept(near, target));
  }

  static async to(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    proxy.#server.listen(0, '127.0.0.1', resolve);
    await listening;
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** How many connections go through it. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** Breaks all connections; new ones are refused. */
  cut(): void {
    this.#state = 'cut';
    for (const [near, far] of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** Nothing gets through any more, in either direction, and nobody is told. */
  stall(): void {
    this.#state = 'stalled';
    for (const [near, far] of this.#pairs) {
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        from.unpipe(to);
        from.pause();
      }
    }
  }

  /** Ends a cut or a stall; what was stalled arrives. */
  resume(): void {
    const before = this.#state;
    this.#state = 'open';
    if (before === 'stalled') for (const [near, far] of this.#pairs) flow(near, far);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await closed;
  }

  #accept(near: Socket, target: number): void {
    if (this.#state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    this.#pairs.set(near, far);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.setNoDelay(true);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        other.destroy();
        this.#pairs.delete(near);
      });
    }
    if (this.#state === 'open') flow(near, far);
  }
}

function flow(near: Socket, far: Socket): void {
  near.pipe(far);
  far.pipe(near);
}
