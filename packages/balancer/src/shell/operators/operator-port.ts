import type { Clock } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { Server } from 'bun';
import type { Registry } from 'prom-client';
import type { BalancerConfig } from '../../config.ts';
import type { RouterInput } from '../../core/router-io.ts';
import type { Router } from '../../core/router.ts';
import type { EventFeed } from './event-feed.ts';
import { LiveMapPage } from './live-map-page.ts';
import { OperatorActions } from './operator-actions.ts';
import { OperatorAuth } from './operator-auth.ts';
import { OperatorPeers } from './operator-peers.ts';
import { serveOperators } from './operator-server.ts';

/** The port for operators: who may use it, and what it can do (BAL-30). */
export class OperatorPort {
  readonly #auth: OperatorAuth;
  readonly #peers = new OperatorPeers();
  readonly #events: EventFeed;
  readonly #server: Server<undefined>;

  constructor(options: {
    config: BalancerConfig;
    router: Router;
    apply: (input: RouterInput) => void;
    clock: Clock;
    events: EventFeed;
    metrics: Registry;
    state: () => unknown;
    fullState: () => unknown;
    log: Logger;
    isReady: () => boolean;
    drain: () => void;
  }) {
    const { config, router, apply, clock, log, ...endpoints } = options;
    this.#auth = new OperatorAuth({ key: config.operator_key, clock });
    this.#events = options.events;
    this.#peers.configure(config.operator_peers, config.operator_key);
    this.#server = serveOperators({
      ...endpoints,
      host: config.operator_host,
      port: config.operator_port,
      auth: this.#auth,
      actions: new OperatorActions({ router, apply }),
      peers: this.#peers,
      page: new LiveMapPage(log),
      log,
    });
  }

  get port(): number {
    return this.#server.port ?? 0;
  }

  reload({ operator_key, operator_peers }: BalancerConfig): void {
    this.#auth.setKey(operator_key);
    this.#peers.configure(operator_peers, operator_key);
  }

  async stop(): Promise<void> {
    this.#events.close();
    await this.#server.stop(true);
  }
}
