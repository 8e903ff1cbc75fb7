import { appendFileSync, chownSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Subprocess } from 'bun';
import { until } from '@usher/kit/testing';
import { freePort } from '../free-port.ts';
import { tempDir } from '../temp-dir.ts';
import { requireTool } from '../tools.ts';

/** PostgreSQL refuses to run as root; Debian's package makes this user for it. */
const USER = 'postgres';

const LOOPBACK = '127.0.0.1';

/** A real PostgreSQL, on loopback as a rule. `await using` leaves nothing of it behind. */
export class PostgresServer implements AsyncDisposable {
  readonly port = freePort();
  readonly #directory: Disposable & { readonly path: string };
  readonly #address: string;
  #process: Subprocess | null = null;
  #databases = 0;

  private constructor(directory: Disposable & { readonly path: string }, address: string) {
    this.#directory = directory;
    this.#address = address;
  }

  /** @param address where it listens; everyone of that network may use it */
  static async start(address = LOOPBACK): Promise<PostgresServer> {
    const directory = tempDir();
    const server = new PostgresServer(directory, address);
    try {
      await server.#initialise();
      await server.startAgain();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Makes an empty database and gives its URL. */
  async createDatabase(): Promise<string> {
    const server = `postgres://${USER}@${this.#address}:${this.port}`;
    await using sql = new Bun.SQL(`${server}/postgres`);
    const name = `test_${this.#databases++}`;
    await sql.unsafe(`create database ${name}`);
    return `${server}/${name}`;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  /** Ends at once; what was committed stays. */
  async kill(): Promise<void> {
    this.signal('SIGQUIT');
    await this.#process?.exited;
  }

  /** On the same port and data, after `kill`. */
  async startAgain(): Promise<void> {
    const { path } = this.#directory;
    // Tests crash processes, not machines: nothing needs to reach the disk.
    const options = ['-h', this.#address, '-p', String(this.port), '-c', 'unix_socket_directories=', '-F'];
    this.#process = run('postgres', ['-D', join(path, 'data'), ...options]);
    await until('PostgreSQL answers', () => this.#isReady(), 30_000);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.#directory[Symbol.dispose]();
  }

  async #initialise(): Promise<void> {
    const { path } = this.#directory;
    const user = await idOf(USER);
    if (process.getuid?.() === 0 && user !== null) chownSync(path, user, -1);
    const options = ['-D', join(path, 'data'), '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
    const code = await run('initdb', options).exited;
    if (code !== 0) throw new Error(`initdb ended with ${code}`);
    appendFileSync(join(path, 'data', 'pg_hba.conf'), 'host all all samenet trust\n');
  }

  async #isReady(): Promise<boolean> {
    if (this.#process?.exitCode !== null) throw new Error('PostgreSQL has ended');
    const args = ['-h', this.#address, '-p', String(this.port), '-q'];
    return (await run('pg_isready', args).exited) === 0;
  }
}

/** Runs one of PostgreSQL's programs, as another user where we are root. */
function run(program: string, args: readonly string[]): Subprocess {
  const path = join(dirname(requireTool('postgres').path), program);
  const asUser = ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--init-groups', '--'];
  const prefix = process.getuid?.() === 0 ? asUser : [];
  return Bun.spawn([...prefix, path, ...args], { cwd: '/', stdio: ['ignore', 'ignore', 'ignore'] });
}

async function idOf(user: string): Promise<number | null> {
  const id = Number.parseInt(await Bun.spawn(['id', '-u', user], { stderr: 'ignore' }).stdout.text(), 10);
  return Number.isNaN(id) ? null : id;
}
