import { FakeServer, type Received } from './fake-server.ts';

/** A frame of the seed's dialect. */
export type ReceivedFrame = Received<{
  token?: string;
  room?: string;
  id?: string;
  message?: Record<string, unknown>;
  action?: string;
}>;

/**
 * A Monolith that knows only what the seed document says: `init`, envelopes, and ordinary HTTP on another port. Static token, no version, no
 * gossip, no acknowledgement.
 */
export class SeedMonolith extends FakeServer<ReceivedFrame['json']> {
  readonly #init: Record<string, unknown>;

  constructor(options: { token: string; host?: string; port?: number; init?: Record<string, unknown> }) {
    super(options.port, options.host);
    this.#init = { action: 'init', port: this.httpPort, token: options.token, ...options.init };
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

  protected override greeting(): string {
    return JSON.stringify(this.#init);
  }

  #membership({ message }: ReceivedFrame['json']): number | null {
    const type = (message?.['request'] as { type?: unknown } | undefined)?.type;
    return message?.['action'] === 'req' && (type === 0 || type === 1) ? type : null;
  }
}
