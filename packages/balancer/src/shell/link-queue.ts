import type { Cancel, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';

/** The runtime's client sockets do not say when they are drained, so they are asked: so often while it matters. */
const POLL_MS = 10;
/** Characters written between two looks at the queue while it is not congested. */
const LOOK_EVERY = 64 * 1024;

export interface LinkQueueOptions {
  /** Unsent bytes above which clients are not read; read again below a quarter of it (LNK-50). */
  readonly highBytes: () => number;
  readonly timers: Timers;
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
  #unseen = 0;
  #stopPolling: Cancel | null = null;

  constructor(options: LinkQueueOptions) {
    this.#options = options;
  }

  get isCongested(): boolean {
    return this.#stopPolling !== null;
  }

  /** So much was written to `socket` now. */
  wrote(socket: WebSocket, length: number): void {
    this.#unseen += length;
    const highBytes = this.#options.highBytes();
    if (this.isCongested || this.#unseen < Math.min(LOOK_EVERY, highBytes / 8)) return;
    this.#unseen = 0;
    if (socket.bufferedAmount <= highBytes) return;
    this.#options.log.warn(
      { unsent: socket.bufferedAmount, option: 'balancer.limits.link_queue' },
      'the Monolith does not keep up: its clients are not read until it does',
    );
    this.#poll(socket);
    this.#options.congested();
  }

  /** The link is over. */
  reset(): void {
    this.#unseen = 0;
    if (this.isCongested) this.#relieve();
  }

  #poll(socket: WebSocket): void {
    this.#stopPolling = this.#options.timers.after(POLL_MS, () => {
      if (socket.bufferedAmount < this.#options.highBytes() / 4) this.#relieve();
      else this.#poll(socket);
    });
  }

  #relieve(): void {
    this.#stopPolling?.();
    this.#stopPolling = null;
    this.#options.log.info('its clients are read again');
    this.#options.relieved();
  }
}
