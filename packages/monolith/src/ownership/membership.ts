import { Backoff, type Clock, type Random, type Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { MonolithLink } from '@usher/monolith-link';
import type { MonolithId } from '@usher/protocol';
import type { Entrance } from '../clients/entrance.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { LiveState } from '../store/live-state.ts';
import { MonolithSession } from './monolith-session.ts';

export interface MembershipOptions {
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
  #state: State = { state: 'outside' };

  constructor(options: MembershipOptions) {
    this.#options = options;
    this.#backoff = new Backoff({ minMs: 100, maxMs: 2000, random: options.random });
  }

  /** `null` while it has no session. */
  get id(): MonolithId | null {
    return this.#state.state === 'member' ? this.#state.session.id : null;
  }

  get link(): MonolithLink | null {
    return this.#state.state === 'member' ? this.#state.link : null;
  }

  async join(): Promise<void> {
    const { store, clock, timers, log, rooms, entrances, listen } = this.#options;
    const over = () => void this.#becomeAnother();
    const session = await MonolithSession.open({ store, clock, timers, log, over });
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

  /** Its rooms must have been released before. */
  async leave(): Promise<void> {
    const member = this.#state;
    this.#state = { state: 'left' };
    if (member.state !== 'member') return;
    await this.#close(member.link);
    await member.session.end();
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
