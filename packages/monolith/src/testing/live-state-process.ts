import { join } from 'node:path';
import type { LiveState } from '../store/live-state.ts';

type Calls = Pick<LiveState, 'openSession' | 'renewSession' | 'claim' | 'save' | 'spend'>;

/** Somebody else who uses the same store, and can be paused or killed. */
export interface OtherProcess extends Calls {
  signal(signal: NodeJS.Signals): void;
  kill(): Promise<void>;
}

/** Another process that uses the same store, for tests: it does what it is told, and can be paused or killed. */
export class LiveStateProcess implements OtherProcess {
  readonly #child;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #calls = 0;

  /** @param worker the arguments with which `live-state-worker.ts` opens the store */
  constructor(worker: readonly string[]) {
    this.#child = Bun.spawn([process.execPath, join(import.meta.dir, 'live-state-worker.ts'), ...worker], {
      stderr: 'inherit',
      stdin: 'ignore',
      ipc: ({ call, answer }: { call: number; answer: unknown }) => this.#waiting.get(call)?.(answer),
    });
  }

  openSession(...args: Parameters<Calls['openSession']>) {
    return this.#call<void>('openSession', args);
  }

  renewSession(...args: Parameters<Calls['renewSession']>) {
    return this.#call<boolean>('renewSession', args);
  }

  claim(...args: Parameters<Calls['claim']>) {
    return this.#call<Awaited<ReturnType<Calls['claim']>>>('claim', args);
  }

  save(...args: Parameters<Calls['save']>) {
    return this.#call<boolean>('save', args);
  }

  spend(...args: Parameters<Calls['spend']>) {
    return this.#call<Awaited<ReturnType<Calls['spend']>>>('spend', args);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#child.exited;
  }

  #call<T>(method: keyof Calls, args: readonly unknown[]): Promise<T> {
    const call = this.#calls++;
    this.#child.send({ call, method, args });
    return new Promise<unknown>((resolve) => this.#waiting.set(call, resolve)).then((answer) => {
      this.#waiting.delete(call);
      return answer as T;
    });
  }
}
