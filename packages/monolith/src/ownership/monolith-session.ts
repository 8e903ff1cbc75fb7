import { randomUUID } from 'node:crypto';
import type { Cancel, Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { monolithId, type MonolithId } from '@usher/protocol';
import { LEASE, type LiveState } from '../store/live-state.ts';

/** After a failure there is not a whole second to lose. */
const RETRY_MS = 200;

export interface MonolithSessionOptions {
  readonly store: Pick<LiveState, 'openSession' | 'renewSession' | 'endSession'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  /** Called once: no room may be served under this session any more. Another one, with another id, may be opened. */
  readonly over: () => void;
}

/** This Monolith's right to own rooms: kept up by renewals, and given up by its own clock before others may take it (OWN-2, OWN-3). */
export class MonolithSession {
  readonly id: MonolithId;
  readonly #options: MonolithSessionOptions;
  #state: 'live' | 'over' = 'live';
  #serveUntil: number;
  #cancelRenewal: Cancel;
  #cancelFence: Cancel;

  private constructor(id: MonolithId, options: MonolithSessionOptions, sentAt: number) {
    this.id = id;
    this.#options = options;
    this.#serveUntil = sentAt + LEASE.serveMs;
    this.#cancelFence = this.#fenceLater();
    this.#cancelRenewal = this.#renewAt(sentAt + LEASE.renewEveryMs);
  }

  static async open(options: MonolithSessionOptions): Promise<MonolithSession> {
    const id = monolithId(randomUUID());
    const sentAt = options.clock.now();
    await options.store.openSession(id);
    return new MonolithSession(id, options, sentAt);
  }

  /** To be asked before anything leaves for a client: after a pause of the process, input comes before timers (OWN-3). */
  mayServe(): boolean {
    return this.#state === 'live' && this.#options.clock.now() < this.#serveUntil;
  }

  /** Frees what this Monolith still owns. */
  async end(): Promise<void> {
    this.#stop();
    await this.#options.store.endSession(this.id);
  }

  #renewAt(at: number): Cancel {
    const { clock, timers } = this.#options;
    return timers.after(Math.max(0, at - clock.now()), () => void this.#renew());
  }

  #fenceLater(): Cancel {
    const { clock, timers } = this.#options;
    return timers.after(Math.max(0, this.#serveUntil - clock.now()), () =>
      this.#finish('it was not renewed in time'),
    );
  }

  async #renew(): Promise<void> {
    const { store, clock, log } = this.#options;
    const sentAt = clock.now();
    try {
      const isLive = await store.renewSession(this.id);
      if (this.#state === 'over') return;
      if (!isLive) return this.#finish('the store has ended it');
      this.#serveUntil = sentAt + LEASE.serveMs;
      this.#cancelFence();
      this.#cancelFence = this.#fenceLater();
      this.#cancelRenewal = this.#renewAt(sentAt + LEASE.renewEveryMs);
    } catch (error) {
      log.warn({ err: error, monolith: this.id }, 'the session in the live-state store could not be renewed');
      if (this.#state === 'live') this.#cancelRenewal = this.#renewAt(clock.now() + RETRY_MS);
    }
  }

  #finish(reason: string): void {
    if (this.#state === 'over') return;
    this.#stop();
    this.#options.log.error({ monolith: this.id, reason }, 'the session in the live-state store is over');
    this.#options.over();
  }

  #stop(): void {
    this.#state = 'over';
    this.#cancelRenewal();
    this.#cancelFence();
  }
}
