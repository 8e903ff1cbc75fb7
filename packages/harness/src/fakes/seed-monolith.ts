import type { ServerWebSocket } from 'bun';

/** A frame as it came from a Balancer, and what it says. */
export interface ReceivedFrame {
  readonly text: string;
  readonly json: {
    token?: string;
    room?: string;
    id?: string;
    message?: Record<string, unknown>;
    action?: string;
  };
}

/**
 * A Monolith that knows only what the seed document says: `init`, envelopes, and ordinary HTTP on another port. Static token, no version, no
 * gossip, no acknowledgement.
 */
export class SeedMonolith implements AsyncDisposable {
  readonly received: ReceivedFrame[] = [];
  readonly requests: { method: string; path: string; body: string }[] = [];
  /** How links ended, by close code. */
  readonly closes: number[] = [];
  /** How often it was pinged. */
  pings = 0;
  /** How each HTTP request is answered. */
  respond = (request: Request): Response | Promise<Response> =>
    new Response(`seed:${new URL(request.url).pathname}`);
  readonly #sockets = new Set<ServerWebSocket>();
  readonly #http = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async (request) => {
      const copy = request.clone();
      this.requests.push({
        method: request.method,
        path: new URL(request.url).pathname,
        body: await copy.text(),
      });
      return this.respond(request);
    },
  });
  readonly #link;

  constructor(options: { token: string; port?: number; init?: Record<string, unknown> }) {
    const init = { action: 'init', port: this.httpPort, token: options.token, ...options.init };
    this.#link = Bun.serve({
      hostname: '127.0.0.1',
      port: options.port ?? 0,
      fetch: (request, server) => (server.upgrade(request) ? undefined : new Response('', { status: 426 })),
      websocket: {
        open: (ws) => {
          this.#sockets.add(ws);
          ws.send(JSON.stringify(init));
        },
        message: (_, text) =>
          void this.received.push({
            text: String(text),
            json: JSON.parse(String(text)) as ReceivedFrame['json'],
          }),
        ping: () => void this.pings++,
        close: (ws, code) => {
          this.#sockets.delete(ws);
          this.closes.push(code);
        },
      },
    });
  }

  get httpPort(): number {
    return this.#http.port ?? 0;
  }

  get address(): { host: string; port: number } {
    return { host: '127.0.0.1', port: this.#link.port ?? 0 };
  }

  /** Balancers that are connected now. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** The messages of clients, without Joins and Leaves. */
  get said(): ReceivedFrame[] {
    return this.received.filter(({ json }) => json.message !== undefined && this.#membership(json) === null);
  }

  joins(): ReceivedFrame[] {
    return this.received.filter(({ json }) => this.#membership(json) === 0);
  }

  leaves(): ReceivedFrame[] {
    return this.received.filter(({ json }) => this.#membership(json) === 1);
  }

  /** Writes a frame to all Balancers, exactly as it is given. */
  send(frame: string): void {
    for (const ws of this.#sockets) ws.send(frame);
  }

  /** Cuts all links without a close frame, as a crash does; new ones are accepted. */
  cut(): void {
    for (const ws of this.#sockets) ws.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#http.stop(true), this.#link.stop(true)]);
  }

  #membership({ message }: ReceivedFrame['json']): number | null {
    const type = (message?.['request'] as { type?: unknown } | undefined)?.type;
    return message?.['action'] === 'req' && (type === 0 || type === 1) ? type : null;
  }
}
