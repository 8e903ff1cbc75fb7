import { drainMicrotasks } from 'bun:jsc';
import type { Cancel, Clock, Timers } from '@usher/kit';
import type { Timeline } from './timeline.ts';

/** How a process's clock differs from simulated time. */
export interface Skew {
  readonly offsetMs: number;
  /** Its ms for each simulated one. */
  readonly rate: number;
}

type State = 'running' | 'paused' | 'dead';

/** What a process is part of. */
export interface ProcessSurroundings {
  readonly timeline: Timeline;
  /** Called after each event of it. */
  readonly stepped: (process: SimulatedProcess) => void;
  /** It has thrown: a bug, whatever it was. */
  readonly threw: (process: SimulatedProcess, error: unknown) => void;
}

/**
 * One run of a program on a host: its events, clock and timers. While it is paused nothing of it happens, and what it missed waits. A dead one
 * never does anything again; its successor on the host is another process.
 */
export class SimulatedProcess implements Clock, Timers {
  readonly host: string;
  /** Since when it has not been paused, simulated ms. */
  runningSince: number;
  readonly #surroundings: ProcessSurroundings;
  readonly #skew: Skew;
  #state: State = 'running';
  readonly #missedInputs: (() => void)[] = [];
  readonly #missedTimers: (() => void)[] = [];
  #died: (() => void)[] = [];

  constructor(host: string, skew: Skew, surroundings: ProcessSurroundings) {
    this.host = host;
    this.#skew = skew;
    this.#surroundings = surroundings;
    this.runningSince = surroundings.timeline.now;
  }

  get isAlive(): boolean {
    return this.#state !== 'dead';
  }

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  /** Its monotonic clock. */
  now(): number {
    return this.#skew.offsetMs + this.#surroundings.timeline.now * this.#skew.rate;
  }

  after(ms: number, run: () => void): Cancel {
    let isCancelled = false;
    const cancel = this.#surroundings.timeline.after(ms / this.#skew.rate, () => {
      if (this.#state === 'running') this.#happen(run);
      else this.#missedTimers.push(() => (isCancelled ? undefined : run()));
    });
    return () => {
      isCancelled = true;
      cancel();
    };
  }

  /** Something comes from outside. */
  input(run: () => void): void {
    if (this.#state === 'running') this.#happen(run);
    else this.#missedInputs.push(run);
  }

  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  /** What came in meanwhile is handled first, in its order, and then timers that are due, as a runtime does it. */
  resume(): void {
    if (this.#state !== 'paused') return;
    this.runningSince = this.#surroundings.timeline.now;
    for (;;) {
      const run = this.#missedInputs.shift() ?? this.#missedTimers.shift();
      if (run === undefined) break;
      this.#happen(run);
    }
    if (this.isAlive) this.#state = 'running';
  }

  /** Calls `run` when the process dies. */
  onDeath(run: () => void): void {
    this.#died.push(run);
  }

  die(): void {
    if (this.#state === 'dead') return;
    this.#state = 'dead';
    this.#missedInputs.length = 0;
    this.#missedTimers.length = 0;
    for (const run of this.#died) run();
    this.#died = [];
  }

  #happen(run: () => void): void {
    if (!this.isAlive) return;
    try {
      run();
    } catch (error) {
      this.#surroundings.threw(this, error);
    }
    drainMicrotasks(); // what its promises lead to is part of the event
    this.#surroundings.stepped(this);
  }
}
