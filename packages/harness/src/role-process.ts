import { fileURLToPath } from 'node:url';
import type { SiteConfigInput } from '@usher/cli/site-schema';
import { FETCH_LIMIT } from '@usher/cli/fetch-limit';
import type { Readiness, Role, RolePorts } from '@usher/cli/readiness';
import type { Subprocess } from 'bun';
import { tempDir } from './temp-dir.ts';
import { TEST_KEYS } from './test-keys.ts';

const MAIN = fileURLToPath(import.meta.resolve('@usher/cli'));
const READY_TIMEOUT_MS = 20_000;
const DEFAULTS: Record<Role, SiteConfigInput> = {
  balancer: {
    link: { secrets: [TEST_KEYS.link] },
    balancer: {
      host: '127.0.0.1',
      port: 0,
      operator_port: 0,
      drain: '1s',
      operator_key: TEST_KEYS.operator,
      api_key: TEST_KEYS.api,
    },
  },
  monolith: {
    link: { secrets: [TEST_KEYS.link] },
    // All tests have the same address.
    monolith: { host: '127.0.0.1', port: 0, link_port: 0, api_key: TEST_KEYS.api, rate_limit: 0 },
  },
};

/** A real Balancer or Monolith. `await using` leaves nothing of it behind. */
export class RoleProcess<R extends Role> implements AsyncDisposable {
  readonly id: string | null;
  readonly ports: RolePorts[R];
  readonly #process: Subprocess;
  readonly #logs: readonly string[];
  readonly #directory: Disposable;

  constructor(process: Subprocess, ready: Readiness<R>, logs: readonly string[], directory: Disposable) {
    this.id = ready.id;
    this.ports = ready.ports;
    this.#process = process;
    this.#logs = logs;
    this.#directory = directory;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** All that it has written so far. */
  get logs(): string {
    return this.#logs.join('');
  }

  /** The exit code, once it has ended; 128 + its number for a signal. */
  get exited(): Promise<number> {
    return this.#process.exited;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** SIGTERM; gives the exit code. */
  stop(): Promise<number> {
    this.signal('SIGTERM');
    return this.exited;
  }

  /** SIGKILL, as a crash is. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.#directory[Symbol.dispose]();
  }
}

/**
 * Starts a role on loopback, with ports that the system chooses and a data directory of its own, and waits until it is ready.
 * @param config what differs from that, as in usher.toml
 * @param args more of its command line
 * @param prefix what runs it, such as `ip netns exec <namespace>`
 * @throws Error with the process's logs when it does not get ready
 */
export async function startRole<R extends Role>(
  role: R,
  config: SiteConfigInput = {},
  args: readonly string[] = [],
  prefix: readonly string[] = [],
): Promise<RoleProcess<R>> {
  const directory = tempDir();
  const logs: string[] = [];
  const ready = Promise.withResolvers<Readiness<R>>();
  const process = Bun.spawn([...prefix, globalThis.process.execPath, MAIN, role, ...args], {
    cwd: directory.path,
    env: {
      ...Bun.env,
      ...FETCH_LIMIT,
      ...environment(DEFAULTS[role]),
      ...environment(config),
      USHER_LIFELINE: 'stdin',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    serialization: 'json',
    ipc: (message: { ready: Readiness<R> }) => ready.resolve(message.ready),
  });
  const collected = Promise.all([collect(process.stdout, logs), collect(process.stderr, logs)]);
  try {
    const readiness = await Promise.race([ready.promise, failure(process)]);
    return new RoleProcess(process, readiness, logs, directory);
  } catch (error) {
    process.kill('SIGKILL');
    await collected;
    directory[Symbol.dispose]();
    throw new Error(`The ${role} did not start: ${(error as Error).message}\n${logs.join('')}`, {
      cause: error,
    });
  }
}

async function failure(process: Subprocess): Promise<never> {
  const code = await Promise.race([process.exited, Bun.sleep(READY_TIMEOUT_MS)]);
  throw new Error(code === undefined ? `not ready after ${READY_TIMEOUT_MS} ms` : `it ended with ${code}`);
}

async function collect(stream: ReadableStream<Uint8Array>, logs: string[]): Promise<void> {
  const decoder = new TextDecoder();
  for await (const bytes of stream) logs.push(decoder.decode(bytes, { stream: true }));
}

/** A configuration as variables: `{ balancer: { port: 0 } }` is `USHER_BALANCER__PORT=0`. */
function environment(config: SiteConfigInput): Record<string, string> {
  const options = Object.entries(config).flatMap(([section, value]): [string, unknown][] =>
    typeof value === 'object'
      ? Object.entries(value).map(([name, option]) => [`${section}__${name}`, option])
      : [[section, value]],
  );
  return Object.fromEntries(options.map(([path, value]) => [`USHER_${path.toUpperCase()}`, asText(value)]));
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
