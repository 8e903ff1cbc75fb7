import { Backoff, type Clock, type Random, type Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { MonolithLink } from '@usher/monolith-link';
import type { MonolithId } from '@usher/protocol';
import type { Entrance } from '../clients/entrance.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { LiveState } from '../store/live-state.ts';
import { MonolithSession, type MonolithSessionOptions } from './monolith-session.ts';

export interface MembershipOptions extends Pick<MonolithSessionOptions, 'newId'> {
  readonly store: LiveState;
  readonly rooms: Rooms;
  readonly entrances: Set<Entrance>;
  /** Begins to listen for Balancers under that id; `null`: this Monolith does without them. */
  readonly listen: ((id: MonolithId) => MonolithLink) | null;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Logger;
}

type State =
  | { readonly state: 'outside' }
  | { readonly state: 'member'; readonly session: MonolithSession; readonly link: MonolithLink | null }
  | { readonly state: 'left' };

/**
 * This process as one Monolith of the cluster: a session in the live-state store, and the links under the same id. When
 * its session is over it becomes another Monolith, with a new id: what is over never revives (OWN-2).
 */
export class Membership {
  readonly #options: MembershipOptions;
  readonly #backoff: Backoff;
  /** How often the session was not renewed in time, and how many are over (OWN-2, OWN-3). */
  readonly counts = { fenced: 0, lost: 0 };
  #state: State = { state: 'outside' };

  constructor(options: MembershipOptions) {
    this.#options = options;
    this.#backoff = new Backoff({ minMs: 100, maxMs: 2000, random: options.random });
  }

  /** `null` while it has no session. */
  get id(): MonolithId | null {
    return this.#state.state === 'member' ? this.#state.session.id : null;
  }

  /** Whether rooms may be served now (OWN-3). */
  get mayServe(): boolean {
    return this.#state.state === 'member' && this.#state.session.mayServe();
  }

  get link(): MonolithLink | null {
    return this.#state.state === 'member' ? this.#state.link : null;
  }

  async join(): Promise<void> {
    const { log, rooms, entrances, listen } = this.#options;
    const events = {
      fenced: () => {
        this.counts.fenced++;
        rooms.freeze();
      },
      renewed: () => void rooms.thaw(),
      over: () => {
        this.counts.lost++;
        void this.#becomeAnother();
      },
    };
    const session = await MonolithSession.open({ ...this.#options, events });
    if (this.#state.state === 'left') return session.end();
    try {
      const link = listen?.(session.id) ?? null;
      if (link !== null) entrances.add(link);
      this.#state = { state: 'member', session, link };
    } catch (error) {
      await session.end();
      throw error;
    }
    rooms.serveUnder(session);
    log.info({ monolith: session.id }, 'ready for rooms');
  }

  /**
   * Moves all rooms away, ends the session and closes the links, in this order (spec 3.5). What is not done within `withinMs` is left:
   * who takes such a room over finds it as it was last saved.
   */
  async leave(withinMs: number): Promise<void> {
    const { link } = this;
    const { promise: isTime, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.timers.after(withinMs, resolve);
    await Promise.race([this.#retire(), isTime]);
    cancel();
    this.#state = { state: 'left' };
    await this.#close(link);
  }

  async #retire(): Promise<void> {
    const { rooms, log } = this.#options;
    try {
      await rooms.shutdown();
      if (this.#state.state === 'member') await this.#state.session.end();
    } catch (error) {
      log.error({ err: error }, 'not everything was given back to the live-state store');
    }
  }

  async #becomeAnother(): Promise<void> {
    const { link } = this;
    if (this.#state.state === 'left') return;
    this.#state = { state: 'outside' };
    this.#options.rooms.serveUnder(null);
    await this.#close(link);
    await this.#joinAgain();
  }

  async #joinAgain(): Promise<void> {
    try {
      if (this.#state.state === 'outside') await this.join();
      this.#backoff.reset();
    } catch (error) {
      this.#options.log.error({ err: error }, 'no session in the live-state store, trying again');
      this.#options.timers.after(this.#backoff.next(), () => void this.#joinAgain());
    }
  }

  async #close(link: MonolithLink | null): Promise<void> {
    if (link === null) return;
    this.#options.entrances.delete(link);
    await link.close();
  }
}
