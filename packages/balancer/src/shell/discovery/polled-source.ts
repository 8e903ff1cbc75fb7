import { Backoff, type Cancel, type Random, type Timers } from '@usher/kit';
import { LIMITS } from '@usher/protocol';
import { completeList } from './address-list.ts';
import {
  LISTS_UNTIL_REMOVED,
  type AddressSource,
  type DiscoveryMethod,
  type SourceListener,
} from './address-source.ts';
import type { LinkAddress } from './link-address.ts';

/** Asks a method at an interval, and after an error sooner: with backoff, up to that interval (BAL-1). */
export class PolledSource implements AddressSource {
  readonly name: string;
  readonly listsUntilRemoved = LISTS_UNTIL_REMOVED;
  readonly #method: DiscoveryMethod;
  readonly #intervalMs: number;
  readonly #timers: Timers;
  readonly #backoff: Backoff;
  #listener: SourceListener | null = null;
  #attempt = new AbortController();
  #cancel: Cancel = () => undefined;

  constructor(options: {
    name: string;
    method: DiscoveryMethod;
    intervalMs: number;
    timers: Timers;
    random: Random;
  }) {
    this.name = options.name;
    this.#method = options.method;
    this.#intervalMs = options.intervalMs;
    this.#timers = options.timers;
    const minMs = Math.min(LIMITS.discoveryRetryMinMs, options.intervalMs);
    this.#backoff = new Backoff({ minMs, maxMs: options.intervalMs, random: options.random });
  }

  start(listener: SourceListener): void {
    this.#listener = listener;
    void this.#ask();
  }

  stop(): void {
    this.#listener = null;
    this.#cancel();
    this.#attempt.abort();
  }

  async #ask(): Promise<void> {
    const answer = await this.#answer();
    if (this.#listener === null) return;
    if (answer instanceof Error) {
      this.#cancel = this.#timers.after(this.#backoff.next(), () => void this.#ask());
      return this.#listener.failed(answer.message);
    }
    this.#backoff.reset();
    this.#cancel = this.#timers.after(this.#intervalMs, () => void this.#ask());
    this.#listener.found(answer);
  }

  async #answer(): Promise<LinkAddress[] | Error> {
    const attempt = (this.#attempt = new AbortController());
    const timeout = Promise.withResolvers<never>();
    this.#cancel = this.#timers.after(LIMITS.discoveryTimeoutMs, () => {
      timeout.reject(new Error(`no answer within ${LIMITS.discoveryTimeoutMs} ms`));
      attempt.abort();
    });
    try {
      return completeList(await Promise.race([this.#method.lookUp(attempt.signal), timeout.promise]));
    } catch (error) {
      return error as Error;
    } finally {
      this.#cancel();
    }
  }
}
