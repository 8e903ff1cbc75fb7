import { WAITS } from '@usher/client-gate';
import type { Server } from 'bun';
import type { Certificate } from './certificate.ts';
import type { ClientData } from './client-socket.ts';

/**
 * The public port, open, closed, or opened anew with another certificate: the runtime cannot exchange it under a listener (BAL-23).
 * The sockets of a former listener stay open, and hear what is published like all others.
 */
export class FrontListener {
  readonly port: number;
  readonly #serve: (port: number, certificate: Certificate | null) => Server<ClientData>;
  /** Takes new connections; `null` once it is closed for good. */
  #current: Server<ClientData> | null;
  /** Closed, with sockets or requests that are not done yet. */
  readonly #former = new Set<Server<ClientData>>();

  /** @param serve begins to listen; port 0 lets the system choose one */
  constructor(
    serve: (port: number, certificate: Certificate | null) => Server<ClientData>,
    options: { port: number; certificate: Certificate | null },
  ) {
    this.#serve = serve;
    const server = serve(options.port, options.certificate);
    this.#current = server;
    this.port = server.port ?? options.port;
  }

  /** To all who have subscribed to `topic`, encoded once (LNK-52); `false`: for some of them it waits in memory. */
  publish(topic: string, message: string): boolean {
    let isSent = this.#current === null || this.#current.publish(topic, message) !== WAITS;
    for (const server of this.#former) isSent = server.publish(topic, message) !== WAITS && isSent;
    return isSent;
  }

  /** New connections get the new certificate; open ones keep theirs. Nothing happens once it is closed. */
  reopen(certificate: Certificate | null): void {
    if (this.#current === null) return;
    void this.close();
    this.#current = this.#serve(this.port, certificate);
  }

  /** Takes no new connection; resolves when the last socket and the last request are done. */
  async close(): Promise<void> {
    const server = this.#current;
    if (server === null) return;
    this.#current = null;
    this.#former.add(server);
    await server.stop();
    this.#former.delete(server);
  }

  /** Ends everything at once. */
  async terminate(): Promise<void> {
    const servers = [...(this.#current === null ? [] : [this.#current]), ...this.#former];
    await Promise.all(servers.map((server) => server.stop(true)));
  }
}
