import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { until } from '@usher/kit/testing';
import { freePort, tempDir } from '../src/index.ts';

const MAIN = fileURLToPath(import.meta.resolve('@usher/cli'));
/** Inherited by all processes of a site, so that they are found even when their parent is gone. */
const MARK = 'SITE_UNDER_TEST';

/** `usher up`, run as from a terminal: in a process group of its own. */
export class RunningSite implements AsyncDisposable {
  /** The next one is free as well: for a second Balancer. */
  readonly port = freePort(2);
  readonly #mark = `${MARK}=${Bun.randomUUIDv7()}`;
  readonly #directory = tempDir();
  readonly #up;
  #output = '';

  constructor(args: readonly string[] = [], command: readonly string[] = [process.execPath, MAIN]) {
    const [name = '', value] = this.#mark.split('=');
    this.#up = Bun.spawn([...command, 'up', '--port', String(this.port), '--data-dir', 'data', ...args], {
      cwd: this.#directory.path,
      env: { ...Bun.env, NO_COLOR: '1', [name]: value },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    void this.#collect(this.#up.stdout);
    void this.#collect(this.#up.stderr);
  }

  get output(): string {
    return this.#output;
  }

  get exited(): Promise<number> {
    return this.#up.exited;
  }

  get pid(): number {
    return this.#up.pid;
  }

  async ready(): Promise<void> {
    const isOver = () => this.#output.includes('Usher is running') || this.#up.exitCode !== null;
    await until('the site is running', isOver, 30_000).catch(() => null);
    if (!this.#output.includes('Usher is running'))
      throw new Error(`The site did not start:\n${this.#output}`);
  }

  /** Ctrl-C in a terminal reaches the whole group. */
  ctrlC(): void {
    process.kill(-this.#up.pid, 'SIGINT');
  }

  /** The processes of the site, those that run `role` if that is given. */
  processes(role?: 'balancer' | 'monolith'): number[] {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const ours = pids.filter((pid) => read(`/proc/${pid}/environ`).includes(this.#mark));
    const isRole = (pid: string) =>
      role === undefined || read(`/proc/${pid}/cmdline`).split('\0').includes(role);
    return ours.filter(isRole).map(Number);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const pid of this.processes()) process.kill(pid, 'SIGKILL');
    await this.exited;
    this.#directory[Symbol.dispose]();
  }

  async #collect(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const bytes of stream) this.#output += new TextDecoder().decode(bytes);
  }
}

/** Empty for a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
