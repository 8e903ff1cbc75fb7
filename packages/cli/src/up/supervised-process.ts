import { Backoff, type Cancel } from '@usher/kit';
import { realClock, realTimers } from '@usher/kit/runtime';
import type { Subprocess } from 'bun';
import { LIFELINE_VARIABLE } from '../process/lifeline.ts';
import { readinessOf, type Role, type RolePorts } from '../process/readiness.ts';
import { eachLine } from './each-line.ts';

/** A role's process that is kept running. */
type State =
  | { readonly state: 'new' }
  | { readonly state: 'starting'; readonly process: Subprocess }
  | { readonly state: 'ready'; readonly process: Subprocess; readonly sinceMs: number }
  | { readonly state: 'resting'; readonly cancel: Cancel }
  | { readonly state: 'stopping'; readonly process: Subprocess }
  | { readonly state: 'ended' };

export interface SupervisedProcessOptions<R extends Role> {
  readonly command: readonly string[];
  /** The variables to start it with, given the ports that it had before: others know it by them. */
  readonly environment: (before: RolePorts[R] | null) => Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
  /** It died, and starts again in `ms`. */
  readonly onDeath: (how: string, ms: number) => void;
  /** It died and is not started again. */
  readonly onGiveUp: (why: string) => void;
}

const RESTART_MIN_MS = 200;
const RESTART_MAX_MS = 10_000;
/** What has served for so long has not died of its start: the next delay is the shortest again. */
const STEADY_AFTER_MS = 10_000;
/** So often may it die before it has ever been ready. */
const FAILED_STARTS_MAX = 3;
const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 15_000;
/** The exit code of a configuration that cannot be used: trying again would not help (BAL-33). */
const CONFIG_EXIT_CODE = 2;

/** Starts a role as a child process, and starts it again when it dies (CFG-3). */
export class SupervisedProcess<R extends Role> {
  readonly #options: SupervisedProcessOptions<R>;
  readonly #backoff = new Backoff({ minMs: RESTART_MIN_MS, maxMs: RESTART_MAX_MS, random: Math.random });
  readonly #firstReady = Promise.withResolvers<RolePorts[R]>();
  #state: State = { state: 'new' };
  #ports: RolePorts[R] | null = null;
  #failedStarts = 0;

  constructor(options: SupervisedProcessOptions<R>) {
    this.#options = options;
  }

  /** Starts it; resolves when it is ready for the first time, never if that does not happen. */
  start(): Promise<RolePorts[R]> {
    if (this.#state.state === 'new') this.#spawn();
    return this.#firstReady.promise;
  }

  /** Lets it end in its own time, which is bounded. It is not started again. */
  async stop(): Promise<void> {
    const process = this.#leave('SIGTERM');
    if (process === null) return;
    const cancel = realTimers.after(STOP_TIMEOUT_MS, () => process.kill('SIGKILL'));
    await process.exited;
    cancel();
  }

  /** Ends it at once. */
  kill(): void {
    this.#leave('SIGKILL');
  }

  #spawn(): void {
    const process = Bun.spawn([...this.#options.command], {
      env: { ...Bun.env, ...this.#options.environment(this.#ports), [LIFELINE_VARIABLE]: 'stdin' },
      // A group of its own: Ctrl-C reaches this process only, which then stops its children in order.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      serialization: 'json',
      ipc: (message) => this.#onMessage(process, message),
    });
    this.#state = { state: 'starting', process };
    void eachLine(process.stdout, this.#options.onLine);
    void eachLine(process.stderr, this.#options.onLine);
    void process.exited.then(() => this.#onExit(process));
    realTimers.after(START_TIMEOUT_MS, () => this.#onOverdue(process));
  }

  #onOverdue(process: Subprocess): void {
    if (this.#state.state === 'starting' && this.#state.process === process) process.kill('SIGKILL');
  }

  #onMessage(process: Subprocess, message: unknown): void {
    const ready = readinessOf<R>(message);
    if (ready === null || this.#state.state !== 'starting') return;
    this.#state = { state: 'ready', process, sinceMs: realClock.now() };
    this.#ports = ready.ports;
    this.#firstReady.resolve(ready.ports);
  }

  #onExit(process: Subprocess): void {
    switch (this.#state.state) {
      case 'starting':
        this.#failedStarts += 1;
        return this.#recover(process);
      case 'ready':
        if (realClock.now() - this.#state.sinceMs >= STEADY_AFTER_MS) this.#backoff.reset();
        return this.#recover(process);
      case 'stopping':
        this.#state = { state: 'ended' };
        return;
      case 'new':
      case 'resting':
      case 'ended':
        return;
    }
  }

  #recover(process: Subprocess): void {
    const how =
      process.signalCode === null ? `ended with ${process.exitCode}` : `was killed (${process.signalCode})`;
    if (process.exitCode === CONFIG_EXIT_CODE) return this.#giveUp('cannot use its configuration');
    if (this.#ports === null && this.#failedStarts >= FAILED_STARTS_MAX) {
      return this.#giveUp(`${how}, ${FAILED_STARTS_MAX} times before it was ready`);
    }
    const ms = Math.round(this.#backoff.next());
    this.#state = { state: 'resting', cancel: realTimers.after(ms, () => this.#spawn()) };
    this.#options.onDeath(how, ms);
  }

  #giveUp(why: string): void {
    this.#state = { state: 'ended' };
    this.#options.onGiveUp(why);
  }

  /** Towards the end, from whatever state; gives the process that is still to exit. */
  #leave(signal: NodeJS.Signals): Subprocess | null {
    const current = this.#state;
    switch (current.state) {
      case 'starting':
      case 'ready':
      case 'stopping':
        this.#state = { state: 'stopping', process: current.process };
        current.process.kill(signal);
        return current.process;
      case 'resting':
        current.cancel();
        this.#state = { state: 'ended' };
        return null;
      case 'new':
      case 'ended':
        this.#state = { state: 'ended' };
        return null;
    }
  }
}
