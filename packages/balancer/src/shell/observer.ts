import type { Clock } from '@usher/kit';
import { QuietLog, type Logger } from '@usher/kit/runtime';
import type { ClientId } from '@usher/protocol';
import { operatorEvents } from '../core/operator-events.ts';
import type { RouterEffect, RouterInput } from '../core/router-io.ts';
import type { Router } from '../core/router.ts';
import type { EventFeed } from './operators/event-feed.ts';
import type { Traffic } from './traffic.ts';

/** Sees all that the router does, for operators, logs and metrics; changes nothing. */
export class Observer {
  readonly #router: Router;
  readonly #feed: EventFeed;
  readonly #traffic: Traffic;
  readonly #log: Logger;
  readonly #quietLog: QuietLog;
  readonly #clock: Clock;
  readonly #paused: (seconds: number) => void;
  /** Since when clients are parked (CON-4). */
  readonly #parked = new Map<ClientId, number>();

  /** `paused`: a client has waited so long for its room to be served again. */
  constructor(options: {
    router: Router;
    feed: EventFeed;
    traffic: Traffic;
    log: Logger;
    clock: Clock;
    paused: (seconds: number) => void;
  }) {
    this.#router = options.router;
    this.#feed = options.feed;
    this.#traffic = options.traffic;
    this.#log = options.log;
    this.#quietLog = new QuietLog(options.log, options.clock);
    this.#clock = options.clock;
    this.#paused = options.paused;
  }

  observe(input: RouterInput, effects: readonly RouterEffect[]): void {
    for (const event of operatorEvents(input, effects, this.#router)) {
      this.#traffic.event(event.kind);
      this.#log.debug(event, 'routing');
      this.#feed.publish(event);
    }
    for (const effect of effects) {
      this.#timePause(effect);
      if (effect.kind === 'count' && effect.what === 'join-waits')
        this.#quietLog.warn(
          'join-waits',
          {},
          'joins wait for their turn at a Monolith: see balancer.limits.joins_in_flight',
        );
    }
    if (input.kind === 'client-gone') this.#parked.delete(input.id);
  }

  #timePause(effect: RouterEffect): void {
    switch (effect.kind) {
      case 'hold':
      case 'park': {
        const { id, state } = effect.client;
        const wasJoined = state.state === 'parked'; // a client whose first Join is refused waits as before
        if (wasJoined && !this.#parked.has(id)) this.#parked.set(id, this.#clock.now());
        return;
      }
      case 'joined': {
        const since = this.#parked.get(effect.client.id);
        if (since !== undefined) this.#paused((this.#clock.now() - since) / 1000);
        this.#parked.delete(effect.client.id);
        return;
      }
      case 'close':
        this.#parked.delete(effect.client.id);
        return;
      default:
    }
  }
}
