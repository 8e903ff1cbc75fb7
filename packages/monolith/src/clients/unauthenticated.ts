import type { Cancel, Clock, Timers } from '@usher/kit';
import type { DirectSocket } from './direct-socket.ts';

export interface UnauthenticatedOptions {
  readonly timeoutMs: number;
  readonly timedOut: (ws: DirectSocket) => void;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Clients that have not said who they are. All may take equally long, so they are in order of their deadlines: one timer is enough (CON-2). */
export class Unauthenticated {
  readonly #options: UnauthenticatedOptions;
  readonly #deadlines = new Map<DirectSocket, number>();
  #cancel: Cancel | null = null;

  constructor(options: UnauthenticatedOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#deadlines.size;
  }

  add(ws: DirectSocket): void {
    this.#deadlines.set(ws, this.#options.clock.now() + this.#options.timeoutMs);
    this.#arm();
  }

  delete(ws: DirectSocket): void {
    this.#deadlines.delete(ws);
  }

  stop(): void {
    this.#cancel?.();
  }

  /** For the first; it may be gone by then, and the timer is set for the next. */
  #arm(): void {
    const [first] = this.#deadlines.values();
    if (first === undefined || this.#cancel !== null) return;
    const { clock, timers } = this.#options;
    this.#cancel = timers.after(Math.max(0, first - clock.now()), () => this.#expire());
  }

  #expire(): void {
    this.#cancel = null;
    const now = this.#options.clock.now();
    for (const [ws, deadline] of this.#deadlines) {
      if (deadline > now) break;
      this.#deadlines.delete(ws);
      this.#options.timedOut(ws);
    }
    this.#arm();
  }
}
