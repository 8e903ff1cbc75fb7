import { fileURLToPath } from 'node:url';

/** What a helper process does when it is asked to, by name. */
export type Commands = Record<string, (options: never) => unknown>;

interface Question {
  readonly number: number;
  readonly name: string;
  readonly options: unknown;
}

type Answer =
  { readonly number: number; readonly result: unknown } | { readonly number: number; readonly error: string };

/** A helper process of its own, so that what it costs is not counted for the process that is measured. */
export class Worker<C extends Commands> implements AsyncDisposable {
  readonly #process: Bun.Subprocess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #asked = 0;

  constructor(program: URL, args: readonly string[] = []) {
    const path = fileURLToPath(program);
    this.#process = Bun.spawn([process.execPath, path, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      serialization: 'json',
      ipc: (message: Answer) => this.#answered(message),
      onExit: () => this.#ended(path),
    });
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** @throws Error with what went wrong in the process, or that it has ended */
  ask<Name extends keyof C & string>(
    name: Name,
    ...[options]: Parameters<C[Name]>
  ): Promise<Awaited<ReturnType<C[Name]>>> {
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(++this.#asked, waiting);
    this.#process.send({ number: this.#asked, name, options } satisfies Question);
    return waiting.promise as Promise<Awaited<ReturnType<C[Name]>>>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#process.exited;
  }

  #answered(answer: Answer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ('error' in answer) waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer.result);
  }

  #ended(path: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(`the process ${path} has ended`));
  }
}

/** The other end: does what it is asked to, and ends with the process that asks. */
export function serveCommands(commands: Commands): void {
  process.on('message', (question: Question) => void execute(commands, question));
  process.on('disconnect', () => process.exit(0));
}

async function execute(commands: Commands, { number, name, options }: Question): Promise<void> {
  try {
    process.send?.({ number, result: await commands[name]?.(options as never) });
  } catch (error) {
    process.send?.({ number, error: (error as Error).message });
  }
}
