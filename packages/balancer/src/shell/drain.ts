import type { Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { RouterInput } from '../core/router-io.ts';
import type { PublicPort } from './public-port.ts';

/** What is not done this long after the drain time is cut off (BAL-32). */
const GRACE_MS = 5000;

/** The end of a Balancer: its clients go to others, one by one, and requests in flight finish (BAL-32). */
export class Drain {
  readonly #port: Pick<PublicPort, 'close'>;
  readonly #apply: (input: RouterInput) => void;
  readonly #timers: Timers;
  readonly #log: Logger;
  readonly #drainMs: () => number;
  readonly #end: () => Promise<void>;
  readonly #done = Promise.withResolvers<void>();
  #hasBegun = false;

  /** `end`: closes what is left when the clients are gone. */
  constructor(options: {
    port: Pick<PublicPort, 'close'>;
    apply: (input: RouterInput) => void;
    timers: Timers;
    log: Logger;
    drainMs: () => number;
    end: () => Promise<void>;
  }) {
    this.#port = options.port;
    this.#apply = options.apply;
    this.#timers = options.timers;
    this.#log = options.log;
    this.#drainMs = options.drainMs;
    this.#end = options.end;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Resolves when the Balancer has stopped. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  /** Begins, once; gives `done`. */
  start(): Promise<void> {
    if (!this.#hasBegun) {
      this.#hasBegun = true;
      this.#drain().then(this.#done.resolve, this.#done.reject);
    }
    return this.done;
  }

  async #drain(): Promise<void> {
    const drainMs = this.#drainMs();
    this.#log.info({ drainMs }, 'draining: clients are sent to other Balancers');
    const emptied = this.#port.close();
    this.#apply({ kind: 'drain', forMs: drainMs });
    const isEmpty = await this.#within(emptied, drainMs + GRACE_MS);
    if (!isEmpty) this.#log.warn('the drain time is over: what is left is cut off');
    await this.#end();
    this.#log.info('Balancer has stopped');
  }

  /** Whether `promise` is fulfilled in time. */
  async #within(promise: Promise<void>, ms: number): Promise<boolean> {
    const late = Promise.withResolvers<boolean>();
    const cancel = this.#timers.after(ms, () => late.resolve(false));
    const inTime = await Promise.race([promise.then(() => true), late.promise]);
    cancel();
    return inTime;
  }
}
