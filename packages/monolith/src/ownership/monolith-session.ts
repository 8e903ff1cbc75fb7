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
  readonly events: SessionEvents;
  /** A random one unless told otherwise. */
  readonly newId?: () => MonolithId;
}

interface SessionEvents {
  /** It was not renewed in time: no room may be served until it is, for others may take them soon (OWN-3). */
  fenced(): void;
  /** The store has renewed it: what was fenced may go on. */
  renewed(): void;
  /** Called once: it never comes back. Another one, with another id, may be opened (OWN-2). */
  over(): void;
}

/**
 * This Monolith's right to own rooms: kept up by renewals, and fenced by its own clock before others may take them (OWN-2, OWN-3).
 * While it is fenced, renewals are tried on: only the store knows whether it is over.
 */
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
    const { newId = randomId } = options;
    const id = newId();
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
    const { clock, timers, events, log } = this.#options;
    return timers.after(Math.max(0, this.#serveUntil - clock.now()), () => {
      if (this.mayServe()) {
        this.#cancelFence = this.#fenceLater(); // timers may be early
        return;
      }
      log.error({ monolith: this.id }, 'the session in the live-state store was not renewed in time');
      events.fenced();
    });
  }

  async #renew(): Promise<void> {
    const { store, clock, log, events } = this.#options;
    const sentAt = clock.now();
    try {
      const isLive = await store.renewSession(this.id);
      if (this.#state === 'over') return;
      if (!isLive) return this.#finish();
      this.#serveUntil = sentAt + LEASE.serveMs;
      this.#cancelFence();
      this.#cancelFence = this.#fenceLater();
      this.#cancelRenewal = this.#renewAt(sentAt + LEASE.renewEveryMs);
      if (this.mayServe()) events.renewed();
    } catch (error) {
      log.warn({ err: error, monolith: this.id }, 'the session in the live-state store could not be renewed');
      if (this.#state === 'live') this.#cancelRenewal = this.#renewAt(clock.now() + RETRY_MS);
    }
  }

  #finish(): void {
    this.#stop();
    this.#options.log.error({ monolith: this.id }, 'the session in the live-state store is over');
    this.#options.events.over();
  }

  #stop(): void {
    this.#state = 'over';
    this.#cancelRenewal();
    this.#cancelFence();
  }
}

const randomId = (): MonolithId => monolithId(randomUUID());
