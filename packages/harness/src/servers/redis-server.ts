import type { Subprocess } from 'bun';
import { until } from '@usher/kit/testing';
import { freePort } from '../free-port.ts';
import { tempDir } from '../temp-dir.ts';
import { requireTool } from '../tools.ts';

/** A real Redis on loopback that keeps nothing on disk, unless it is told to. `await using` leaves nothing of it behind. */
export class RedisServer implements AsyncDisposable {
  readonly port: number;
  readonly #directory = tempDir();
  readonly #options: readonly string[];
  #process: Subprocess;

  private constructor(port: number, options: readonly string[]) {
    this.port = port;
    this.#options = options;
    this.#process = this.#spawn();
  }

  /** @param options its own, such as `['--requirepass', 'x']` */
  static async start(options: readonly string[] = []): Promise<RedisServer> {
    const server = new RedisServer(freePort(), options);
    await server.#ready();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Runs one command on a connection of its own. */
  async command(name: string, ...args: readonly string[]): Promise<unknown> {
    const client = new Bun.RedisClient(this.url, { autoReconnect: false });
    try {
      return await client.send(name, [...args]);
    } finally {
      client.close();
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** SIGKILL: what it knew is lost. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.#process.exited;
  }

  /** Ends as it does when its machine is shut down; what it keeps on disk, if its options say so, is written. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    await this.#process.exited;
  }

  /** On the same port, after `kill` or `stop`. */
  async startAgain(): Promise<void> {
    this.#process = this.#spawn();
    await this.#ready();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.#directory[Symbol.dispose]();
  }

  #spawn(): Subprocess {
    const { path } = requireTool('redis-server');
    const options = ['--bind', '127.0.0.1', '--port', String(this.port), '--dir', this.#directory.path];
    return Bun.spawn([path, ...options, '--save', '', '--appendonly', 'no', ...this.#options], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  #ready(): Promise<true> {
    return until('Redis listens', () => isListening(this.port));
  }
}

async function isListening(port: number): Promise<boolean> {
  try {
    (await Bun.connect({ hostname: '127.0.0.1', port, socket: { data() {} } })).end();
    return true;
  } catch {
    return false;
  }
}
