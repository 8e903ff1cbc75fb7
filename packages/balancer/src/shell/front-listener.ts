import { WAITS } from '@usher/client-gate';
import type { Server } from 'bun';
import type { ClientData } from './client-socket.ts';

type State<Settings> =
  /** `server` takes new connections. */
  | { readonly state: 'open'; readonly server: Server<ClientData>; readonly settings: Settings }
  /** It could not be opened anew, not even with the settings before; the next `reopen` tries. */
  | { readonly state: 'shut'; readonly settings: Settings }
  /** For good. */
  | { readonly state: 'closed' };

/**
 * The public port, open, closed, or opened anew with other settings: the runtime cannot exchange a certificate under a listener (BAL-23).
 * The sockets of a former listener stay open, and hear what is published like all others.
 */
export class FrontListener<Settings> {
  readonly port: number;
  readonly #serve: (port: number, settings: Settings) => Server<ClientData>;
  #state: State<Settings>;
  /** Closed, with sockets or requests that are not done yet. */
  readonly #former = new Set<Server<ClientData>>();

  /** @param serve begins to listen; port 0 lets the system choose one */
  constructor(
    serve: (port: number, settings: Settings) => Server<ClientData>,
    { port, settings }: { port: number; settings: Settings },
  ) {
    this.#serve = serve;
    const server = serve(port, settings);
    this.#state = { state: 'open', server, settings };
    this.port = server.port ?? port;
  }

  /** To all who have subscribed to `topic`, encoded once (LNK-52); `false`: for some of them it waits in memory. */
  publish(topic: string, message: string): boolean {
    let isSent = this.#state.state !== 'open' || this.#state.server.publish(topic, message) !== WAITS;
    for (const server of this.#former) isSent = server.publish(topic, message) !== WAITS && isSent;
    return isSent;
  }

  /**
   * New connections get the new settings; open ones keep theirs. Nothing happens once it is closed.
   * @throws Error when it cannot be opened with them; then new connections get those before
   */
  reopen(settings: Settings): void {
    const before = this.#state;
    if (before.state === 'closed') return;
    if (before.state === 'open') void this.#retire(before.server);
    try {
      this.#open(settings);
    } catch (error) {
      this.#openAgain(before.settings, error);
      throw error;
    }
  }

  /** Takes no new connection; resolves when the last socket and the last request are done. */
  async close(): Promise<void> {
    const before = this.#state;
    this.#state = { state: 'closed' };
    if (before.state === 'open') await this.#retire(before.server);
  }

  /** Ends everything at once. */
  async terminate(): Promise<void> {
    void this.close();
    await Promise.all([...this.#former].map((server) => server.stop(true)));
  }

  #open(settings: Settings): void {
    this.#state = { state: 'open', server: this.#serve(this.port, settings), settings };
  }

  #openAgain(settings: Settings, cause: unknown): void {
    this.#state = { state: 'shut', settings };
    try {
      this.#open(settings);
    } catch (error) {
      const message = 'the public port is shut: it can be opened neither anew nor again';
      throw new AggregateError([cause, error], message, { cause: error });
    }
  }

  async #retire(server: Server<ClientData>): Promise<void> {
    this.#former.add(server);
    await server.stop();
    this.#former.delete(server);
  }
}
