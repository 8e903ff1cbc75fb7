import { hashSlot } from './hash-slot.ts';
import { StoreError } from './store-error.ts';
import type { Script } from './valkey-scripts.ts';
import { ErrorReply, ValkeyServer } from './valkey-server.ts';

/** A cluster at rest needs one; one whose slots are moving, or that has just failed over, a few. */
const REDIRECTIONS_MAX = 5;

/**
 * Valkey or Redis: one server, or a cluster of which one server is known at first. Each command has one key and goes to the
 * server that has it; that is learnt from the redirections alone, and forgotten for a server that does not answer. The runtime's
 * client follows no redirections; libraries that do set no limit to a command once it is sent, and stay with a server that hangs.
 */
export class Valkey {
  readonly #servers = new Map<string, ValkeyServer>();
  readonly #slots = new Map<number, ValkeyServer>();
  readonly #first: URL;

  constructor(url: string) {
    this.#first = new URL(url);
    this.#serverAt(this.#first.hostname, this.#first.port);
  }

  /** Runs a command on `key`. @throws StoreError */
  async send(key: string, name: string, ...args: readonly string[]): Promise<unknown> {
    const slot = hashSlot(key);
    let server = this.#slots.get(slot) ?? this.#anyServer();
    let isAsking = false;
    for (let hop = 0; hop <= REDIRECTIONS_MAX; hop++) {
      try {
        return await server.send({ name, args, isAsking });
      } catch (error) {
        const redirection = this.#readRedirection(error, server);
        if (redirection === null) {
          if (!(error instanceof ErrorReply)) this.#forget(server);
          throw error;
        }
        ({ server, isAsking } = redirection);
        if (!isAsking) this.#slots.set(slot, server);
      }
    }
    throw new StoreError(`The cluster has redirected ${name} more than ${REDIRECTIONS_MAX} times`);
  }

  /** Runs a script on `key`, atomically. @throws StoreError */
  async run(script: Script, key: string, ...args: readonly string[]): Promise<unknown> {
    try {
      return await this.send(key, 'EVALSHA', script.sha, '1', key, ...args);
    } catch (error) {
      if (!(error instanceof ErrorReply && error.kind === 'NOSCRIPT')) throw error;
      return this.send(key, 'EVAL', script.text, '1', key, ...args);
    }
  }

  close(): void {
    for (const server of this.#servers.values()) server.close();
  }

  /** `MOVED 3999 10.0.0.7:6381`: from now on; `ASK …`: this once. */
  #readRedirection(error: unknown, from: ValkeyServer): { server: ValkeyServer; isAsking: boolean } | null {
    if (!(error instanceof ErrorReply)) return null;
    const [, kind, host = '', port] = /^(MOVED|ASK) \d+ (.*):(\d+)$/.exec(error.message) ?? [];
    if (kind === undefined || port === undefined) return null;
    const server = this.#serverAt(host === '' ? new URL(from.url).hostname : host, port);
    return { server, isAsking: kind === 'ASK' };
  }

  /** All servers of a cluster have the same password and the same kind of connection. */
  #serverAt(host: string, port: string): ValkeyServer {
    const url = new URL(this.#first);
    url.hostname = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
    url.port = port;
    const known = this.#servers.get(url.host);
    if (known !== undefined) return known;
    const server = new ValkeyServer(url.href);
    this.#servers.set(url.host, server);
    return server;
  }

  #anyServer(): ValkeyServer {
    const [server] = this.#servers.values();
    return server ?? this.#serverAt(this.#first.hostname, this.#first.port);
  }

  /** Its slots may have another server by now: any of the others knows. */
  #forget(server: ValkeyServer): void {
    for (const [slot, its] of this.#slots) if (its === server) this.#slots.delete(slot);
    const { host } = new URL(server.url);
    this.#servers.delete(host);
    this.#servers.set(host, server);
  }
}
