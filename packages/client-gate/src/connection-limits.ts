import { Tally, TokenBucket, type Clock } from '@usher/kit';
import type { ClientLimits } from './client-limits.ts';

type Limits = Pick<ClientLimits, 'clients' | 'clients_per_ip' | 'unauthenticated' | 'handshakes_per_second'>;

/** The option that a connection would exceed. */
type ExceededLimit = keyof Limits;

/** How many clients there may be: in all, from one address, before they authenticate, and new ones in a second (CON-5). */
export class ConnectionLimits {
  readonly #limits: () => Limits;
  readonly #unauthenticated: () => number;
  readonly #clock: Clock;
  readonly #open = new Tally<string>();
  #handshakes: { readonly perSecond: number; readonly bucket: TokenBucket };

  constructor(options: { limits: () => Limits; unauthenticated: () => number; clock: Clock }) {
    this.#limits = options.limits;
    this.#unauthenticated = options.unauthenticated;
    this.#clock = options.clock;
    this.#handshakes = this.#newHandshakes(options.limits().handshakes_per_second);
  }

  /** Addresses that have clients here. */
  get addresses(): number {
    return this.#open.keys;
  }

  /** What one more client would exceed, or `null`: then it counts as a handshake. */
  exceededBy(address: string): ExceededLimit | null {
    const limits = this.#limits();
    if (this.#open.total >= limits.clients) return 'clients';
    if (this.#open.of(address) >= limits.clients_per_ip) return 'clients_per_ip';
    if (this.#unauthenticated() >= limits.unauthenticated) return 'unauthenticated';
    const perSecond = limits.handshakes_per_second;
    if (this.#handshakes.perSecond !== perSecond) this.#handshakes = this.#newHandshakes(perSecond);
    return this.#handshakes.bucket.take(this.#clock.now()) ? null : 'handshakes_per_second';
  }

  opened(address: string): void {
    this.#open.add(address);
  }

  closed(address: string): void {
    this.#open.remove(address);
  }

  #newHandshakes(perSecond: number) {
    return { perSecond, bucket: new TokenBucket({ perSecond, burst: perSecond }, this.#clock.now()) };
  }
}
