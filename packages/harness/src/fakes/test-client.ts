import { until } from '@usher/kit/testing';

/** A client that sends exactly what it is told to, and remembers what it heard. */
export class TestClient implements Disposable {
  /** Text frames, byte for byte as they came. */
  readonly heard: string[] = [];
  /** How the socket ended; `null` while it is open. */
  closed: { code: number; reason: string } | null = null;
  readonly #ws: WebSocket;
  readonly #opened: Promise<void>;
  #change = Promise.withResolvers<void>();

  /**
   * @param url `ws://host:port/api/room/<name>`
   * @param options `ca`: whose certificates it accepts, in PEM
   */
  constructor(url: string, options: { headers?: Record<string, string>; ca?: string } = {}) {
    const { headers = {}, ca } = options;
    this.#ws = new WebSocket(url, { headers, ...(ca === undefined ? {} : { tls: { ca } }) });
    const opened = Promise.withResolvers<void>();
    this.#opened = opened.promise;
    this.#ws.addEventListener('open', () => opened.resolve());
    this.#ws.addEventListener('message', ({ data }) => {
      this.heard.push(String(data));
      this.#changed();
    });
    this.#ws.addEventListener('close', ({ code, reason }) => {
      this.closed = { code, reason };
      opened.resolve();
      this.#changed();
    });
  }

  /** Opens a socket and authenticates; `room` is joined as soon as a Monolith answers. */
  static async join(port: number, room: string, token = 'a-token'): Promise<TestClient> {
    const client = new TestClient(`ws://127.0.0.1:${port}/api/room/${room}`);
    await client.opened();
    client.auth(token);
    return client;
  }

  /** Resolves when the socket is open, or has ended. */
  opened(): Promise<void> {
    return this.#opened;
  }

  /** Resolves when it hears something more, or its socket ends. */
  changed(): Promise<void> {
    return this.#change.promise;
  }

  auth(token: string): void {
    this.send(JSON.stringify({ action: 'auth', token }));
  }

  send(frame: string | Uint8Array<ArrayBuffer>): void {
    this.#ws.send(frame);
  }

  say(message: unknown): void {
    this.send(JSON.stringify(message));
  }

  /** What it heard, parsed. */
  get messages(): Record<string, unknown>[] {
    return this.heard.map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  /** Waits for the first message that `matches`. */
  async hears(
    what: string,
    matches: (message: Record<string, unknown>) => boolean,
  ): Promise<Record<string, unknown>> {
    return until(`a client hears ${what}`, () => this.messages.find(matches));
  }

  /** Waits until the socket has ended. */
  async ended(): Promise<{ code: number; reason: string }> {
    return until('the socket ends', () => this.closed);
  }

  close(code = 1000): void {
    this.#ws.close(code);
  }

  /** Reads nothing any more. */
  pause(): void {
    this.#ws.pause();
  }

  resume(): void {
    this.#ws.resume();
  }

  /** Ends without a close frame. */
  terminate(): void {
    this.#ws.terminate();
  }

  [Symbol.dispose](): void {
    this.#ws.terminate();
  }
  #changed(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers<void>();
  }
}
