import { env } from 'node:process';
import { Tally } from '@usher/kit';
import type { BalancerConfig } from '../config.ts';

type Limits = Pick<BalancerConfig['limits'], 'requests' | 'requests_per_ip'>;

/** So many of `fetch` the runtime runs at once; more wait in a queue of its own that has no bound. */
const RUNTIME_MAX = Number(env['BUN_CONFIG_MAX_HTTP_REQUESTS'] ?? 256);
/** However few there may be in all, nobody gets more of them than this. */
const SHARE_MAX = 1 / 4;

/** How many requests may wait for the headers of their response: in all, and from one address (BAL-20). */
export class RequestLimits {
  readonly #limits: () => Limits;
  readonly #waiting = new Tally<string>();

  constructor(limits: () => Limits) {
    this.#limits = limits;
  }

  get waiting(): number {
    return this.#waiting.total;
  }

  /** The option that one more request would exceed, or `null`. */
  exceededBy(address: string): keyof Limits | null {
    const { requests, requests_per_ip: perAddress } = this.#limits();
    const inAll = Math.min(requests, RUNTIME_MAX);
    if (this.#waiting.total >= inAll) return 'requests';
    return this.#waiting.of(address) >= Math.min(perAddress, inAll * SHARE_MAX) ? 'requests_per_ip' : null;
  }

  began(address: string): void {
    this.#waiting.add(address);
  }

  ended(address: string): void {
    this.#waiting.remove(address);
  }
}
