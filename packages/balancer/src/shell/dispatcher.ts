import type { Cancel, Clock, Timers } from '@usher/kit';
import type { RouterEffect, RouterInput } from '../core/router-io.ts';
import type { Router } from '../core/router.ts';

/**
 * Applies inputs to the router and runs their effects in one order, whatever sockets call back meanwhile; keeps one timer for
 * the router's next deadline.
 */
export class Dispatcher {
  readonly #router: Router;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #run: (effect: RouterEffect) => void;
  readonly #observe: (input: RouterInput, effects: readonly RouterEffect[]) => void;
  readonly #effects: RouterEffect[] = [];
  #isRunning = false;
  #deadline: number | null = null;
  #cancel: Cancel = () => undefined;

  constructor(options: {
    router: Router;
    clock: Clock;
    timers: Timers;
    run: (effect: RouterEffect) => void;
    /** Sees every input with its effects, before they are run. */
    observe: (input: RouterInput, effects: readonly RouterEffect[]) => void;
  }) {
    this.#router = options.router;
    this.#clock = options.clock;
    this.#timers = options.timers;
    this.#run = options.run;
    this.#observe = options.observe;
  }

  apply(input: RouterInput): void {
    const effects = this.#router.apply(input, this.#clock.now());
    this.#observe(input, effects);
    // Not spread into one call: the loss of a Monolith has effects for every one of its clients.
    for (const effect of effects) this.#effects.push(effect);
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let index = 0; index < this.#effects.length; index++)
      this.#run(this.#effects[index] as RouterEffect);
    this.#effects.length = 0;
    this.#isRunning = false;
    this.#rearm();
  }

  stop(): void {
    this.#cancel();
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
