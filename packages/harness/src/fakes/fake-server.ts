import type { ServerWebSocket } from 'bun';

/** A frame as it came from a Balancer, and what it says. */
export interface Received<Json> {
  readonly text: string;
  readonly json: Json;
}

/** What all fake room servers share: a port for Balancers, which are greeted at once, and ordinary HTTP on another one. */
export abstract class FakeServer<Json> implements AsyncDisposable {
  readonly received: Received<Json>[] = [];
  readonly requests: { method: string; path: string; body: string }[] = [];
  /** How links ended, by close code. */
  readonly closes: number[] = [];
  /** How often it was pinged. */
  pings = 0;
  /** Takes HTTP requests as they come, body unread; `null`: they are noted whole, and answered by `respond`. */
  read: ((request: Request) => Promise<Response>) | null = null;
  /** How each HTTP request is answered. */
  respond = (request: Request): Response | Promise<Response> =>
    new Response(`seed:${new URL(request.url).pathname}`);
  readonly #sockets = new Set<ServerWebSocket>();
  readonly #http = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    fetch: async (request) => {
      if (this.read !== null) return this.read(request);
      const copy = request.clone();
      this.requests.push({
        method: request.method,
        path: new URL(request.url).pathname,
        body: await copy.text(),
      });
      return this.respond(request);
    },
  });
  readonly #host: string;
  readonly #link;

  constructor(port = 0, host = '127.0.0.1') {
    this.#host = host;
    this.#link = Bun.serve({
      hostname: host,
      port,
      fetch: (request, server) => (server.upgrade(request) ? undefined : new Response('', { status: 426 })),
      websocket: {
        open: (ws) => {
          this.#sockets.add(ws);
          ws.send(this.greeting());
        },
        message: (ws, frame) => {
          const text = String(frame);
          this.heard({ text, json: JSON.parse(text) as Json }, ws);
        },
        ping: () => void this.pings++,
        close: (ws, code) => {
          this.closes.push(code);
          this.#sockets.delete(ws);
        },
      },
    });
  }

  get httpPort(): number {
    return this.#http.port ?? 0;
  }

  get address(): { host: string; port: number } {
    return { host: this.#host, port: this.#link.port ?? 0 };
  }

  /** Balancers that are connected now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Writes a frame to all Balancers, exactly as it is given. */
  send(frame: string): void {
    for (const ws of this.#sockets) ws.send(frame);
  }

  /** Reads nothing from its links any more, as a process does that is stuck; what it writes still goes out. */
  pause(): void {
    for (const ws of this.#sockets) ws.pause();
  }

  resume(): void {
    for (const ws of this.#sockets) ws.resume();
  }

  /** Cuts all links without a close frame, as a crash does; new ones are accepted. */
  cut(): void {
    for (const ws of this.#sockets) ws.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#http.stop(true), this.#link.stop(true)]);
  }

  /** The first frame of every link. */
  protected abstract greeting(): string;

  protected heard(frame: Received<Json>, _from: ServerWebSocket): void {
    this.received.push(frame);
  }
}
