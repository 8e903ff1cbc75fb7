import type { Logger } from '@usher/kit/runtime';

export interface LinkQueueOptions {
  /** Unsent bytes above which clients are not read; read again below a quarter of it (LNK-50). */
  readonly highBytes: () => number;
  readonly log: Logger;
  readonly congested: () => void;
  readonly relieved: () => void;
}

/**
 * What is written to a link and not sent yet (LNK-50). A Monolith that does not read is slow, not dead: only silence ends its link
 * (LNK-5), so one that still pings or speaks keeps it, while its clients wait.
 */
export class LinkQueue {
  readonly #options: LinkQueueOptions;
  #isCongested = false;

  constructor(options: LinkQueueOptions) {
    this.#options = options;
  }

  get isCongested(): boolean {
    return this.#isCongested;
  }

  /** So much the system has not taken. */
  waits(unsentBytes: number): void {
    const highBytes = this.#options.highBytes();
    if (this.#isCongested && unsentBytes < highBytes / 4) this.#relieve();
    if (this.#isCongested || unsentBytes <= highBytes) return;
    this.#isCongested = true;
    this.#options.log.warn(
      { unsent: unsentBytes, option: 'balancer.limits.link_queue' },
      'the Monolith does not keep up: its clients are not read until it does',
    );
    this.#options.congested();
  }

  /** The link is over. */
  reset(): void {
    if (this.#isCongested) this.#relieve();
  }

  #relieve(): void {
    this.#isCongested = false;
    this.#options.log.info('its clients are read again');
    this.#options.relieved();
  }
}
