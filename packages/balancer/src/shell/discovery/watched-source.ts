import type { Logger } from '@usher/kit/runtime';
import { AddressList } from './address-list.ts';
import type { AddressSource } from './address-source.ts';
import type { LinkAddress } from './link-address.ts';

/** A source, what it has named so far, and the log of that (BAL-1). */
export class WatchedSource {
  readonly list: AddressList;
  readonly #source: AddressSource;
  readonly #log: Logger;
  readonly #changed: () => void;
  readonly #failed: () => void;
  #hasAnswered = false;
  /** Of the last attempt: the same error again is not news. */
  #error: string | null = null;

  constructor(source: AddressSource, options: { log: Logger; changed: () => void; failed: () => void }) {
    this.#source = source;
    this.list = new AddressList(source.listsUntilRemoved);
    this.#log = options.log.child({ discovery: source.name });
    this.#changed = options.changed;
    this.#failed = options.failed;
  }

  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  start(): void {
    this.#source.start({
      found: (addresses) => this.#found(addresses),
      failed: (reason) => this.#failure(reason),
    });
  }

  stop(): void {
    this.#source.stop();
  }

  #found(addresses: readonly LinkAddress[]): void {
    if (this.#error !== null) this.#log.info('discovery has an answer again');
    this.#error = null;
    this.#hasAnswered = true;
    const { added, missing, removed } = this.list.update(addresses);
    if (added.length > 0) this.#log.info({ addresses: added }, 'Monoliths found');
    if (missing.length > 0) this.#log.info({ addresses: missing }, 'Monoliths missing from the last lists');
    if (removed.length > 0) this.#log.info({ addresses: removed }, 'Monoliths are not listed any more');
    this.#changed();
  }

  #failure(reason: string): void {
    this.#failed();
    if (reason === this.#error) return this.#log.debug({ reason }, 'discovery has failed again');
    this.#error = reason;
    this.#log.warn({ reason }, 'discovery has failed; what it found last stays');
  }
}
