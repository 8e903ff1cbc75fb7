import type { Cancel, Clock, Timers } from '@usher/kit';
import type { RouterEffect, RouterInput } from '../core/router-io.ts';
import type { Router } from '../core/router.ts';

/**
 * Applies inputs to the router and runs their effects in one order, whatever sockets call back meanwhile; keeps one timer for
 * the router's next deadline.
 *
 * What is thrown on the way is a mistake of our own, and leaves the router's tables and the sockets at odds: some would wait for ever for what
 * was never done. To go on would serve nobody and look healthy, as whoever gave the input may swallow the error. So nothing is done from
 * then on and `failed` is told, to end the process: clients find another Balancer, and their places are kept meanwhile (LNK-41).
 */
export class Dispatcher {
  readonly #router: Router;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #run: (effect: RouterEffect) => void;
  readonly #observe: (input: RouterInput, effects: readonly RouterEffect[]) => void;
  readonly #failed: (error: unknown) => void;
  readonly #effects: RouterEffect[] = [];
  #state: 'idle' | 'running' | 'failed' = 'idle';
  #deadline: number | null = null;
  #cancel: Cancel = () => undefined;

  constructor(options: {
    router: Router;
    clock: Clock;
    timers: Timers;
    run: (effect: RouterEffect) => void;
    /** Sees every input with its effects, before they are run. */
    observe: (input: RouterInput, effects: readonly RouterEffect[]) => void;
    /** Told once, of the error that ended it. */
    failed: (error: unknown) => void;
  }) {
    this.#router = options.router;
    this.#clock = options.clock;
    this.#timers = options.timers;
    this.#run = options.run;
    this.#observe = options.observe;
    this.#failed = options.failed;
  }

  /** @throws what the router, an observer or an effect has thrown; it is the last input that has any effect then */
  apply(input: RouterInput): void {
    if (this.#hasFailed) return;
    try {
      this.#apply(input);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  stop(): void {
    this.#cancel();
  }

  get #hasFailed(): boolean {
    return this.#state === 'failed';
  }

  #apply(input: RouterInput): void {
    const effects = this.#router.apply(input, this.#clock.now());
    this.#observe(input, effects);
    // Not spread into one call: the loss of a Monolith has effects for every one of its clients.
    for (const effect of effects) this.#effects.push(effect);
    if (this.#state === 'running') return;
    this.#state = 'running';
    for (let index = 0; index < this.#effects.length; index++)
      this.#run(this.#effects[index] as RouterEffect);
    if (this.#hasFailed) return; // at an input that came meanwhile
    this.#effects.length = 0;
    this.#state = 'idle';
    this.#rearm();
  }

  #fail(error: unknown): void {
    if (this.#hasFailed) return;
    this.#state = 'failed';
    this.#effects.length = 0;
    this.stop();
    this.#failed(error);
  }

  #rearm(): void {
    const deadline = this.#router.deadlineMs();
    if (deadline === this.#deadline) return;
    this.#cancel();
    this.#deadline = deadline;
    if (deadline === null) return;
    this.#cancel = this.#timers.after(Math.max(0, deadline - this.#clock.now()), () => {
      this.#deadline = null;
      this.apply({ kind: 'tick' });
    });
  }
}
