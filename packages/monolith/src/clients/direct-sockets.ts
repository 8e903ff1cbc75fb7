import {
  createGate,
  GateCounts,
  socketRules,
  Upgrades,
  type ClientLimits,
  type Gate,
  type TrustedProxies,
} from '@usher/client-gate';
import { PendingMessages } from '@usher/client-gate/pending';
import type { Cancel, Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { CloseCode } from '@usher/protocol';
import type { WebSocketHandler } from 'bun';
import type { Visits } from '../rooms/visits.ts';
import { DirectMessages } from './direct-messages.ts';
import type { DirectData, DirectSocket } from './direct-socket.ts';
import { Unauthenticated } from './unauthenticated.ts';

const SWEEP_MS = 1000;

/** What the configuration says of direct clients. */
export interface DirectConfig {
  readonly base_url: string;
  readonly allowed_origins: readonly string[];
  readonly limits: ClientLimits;
}

export interface DirectSocketsOptions {
  readonly config: DirectConfig;
  readonly proxies: TrustedProxies;
  readonly visits: Pick<Visits, 'said'>;
  readonly authenticated: (ws: DirectSocket, token: string) => void;
  /** It has ended, or made a mistake that closes it. */
  readonly left: (ws: DirectSocket) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}

/** Direct clients' sockets, with the limits that hold for them as for a Balancer's clients (OWN-6). */
export class DirectSockets {
  readonly gate: Gate<DirectSocket>;
  readonly counts = new GateCounts();
  readonly messages: DirectMessages;
  readonly upgrades: Upgrades<DirectData>;
  readonly handler: WebSocketHandler<DirectData>;
  readonly #options: DirectSocketsOptions;
  readonly #unauthenticated: Unauthenticated;
  #cancelSweep: Cancel | null = null;

  constructor(options: DirectSocketsOptions) {
    const { config, proxies, visits, left, clock, timers } = options;
    const dismiss = this.#dismiss.bind(this);
    this.#options = options;
    this.gate = createGate({
      ...options,
      section: 'monolith',
      limits: () => config.limits,
      allowedOrigins: () => config.allowed_origins,
      unauthenticated: () => this.#unauthenticated.size,
      deliver: (ws, frame) => this.messages.handle(ws, frame),
      dismiss,
      letGo: (ws) => this.#letGo(ws),
      gone: left,
      counts: this.counts,
    });
    const { pauses, rate, sockets } = this.gate;
    const authenticated = this.#authenticated.bind(this);
    this.messages = new DirectMessages({ visits, rate, pauses, authenticated, dismiss, clock });
    this.#unauthenticated = new Unauthenticated({
      timeoutMs: config.limits.auth_timeout,
      timedOut: (ws) => sockets.end(ws, CloseCode.Unauthenticated, 'timed out'),
      clock,
      timers,
    });
    this.upgrades = new Upgrades({
      baseUrl: config.base_url,
      check: this.gate.check,
      proxies,
      newData: (...args): DirectData => ({ ...sockets.newData(...args), pending: new PendingMessages() }),
    });
    this.handler = this.#createHandler();
  }

  /** Looks after all sockets from now on. */
  start(): void {
    this.gate.sockets.sweep(this.#options.clock.now());
    this.#cancelSweep = this.#options.timers.after(SWEEP_MS, () => this.start());
  }

  stop(): void {
    const { rate, sockets } = this.gate;
    this.#cancelSweep?.();
    this.#unauthenticated.stop();
    rate.stop();
    for (const ws of sockets.all()) sockets.end(ws, CloseCode.GoingAway, 'server going away');
  }

  #createHandler(): WebSocketHandler<DirectData> {
    const { messages, gate } = this;
    return {
      ...socketRules(this.#options.config.limits),
      open: (ws) => {
        if (gate.sockets.opened(ws)) this.#unauthenticated.add(ws);
      },
      message: (ws, frame) => messages.received(ws, frame),
      ping: (ws) => messages.pinged(ws),
      pong: (ws) => messages.pinged(ws),
      close: (ws, code, reason) => gate.sockets.closed(ws, code, reason),
    };
  }

  #authenticated(ws: DirectSocket, token: string): void {
    this.#unauthenticated.delete(ws);
    this.#options.authenticated(ws, token);
  }

  /** It leaves first, so that its room need not wait for its socket. */
  #dismiss(ws: DirectSocket, code: number, reason: string): void {
    this.#options.left(ws);
    this.gate.sockets.end(ws, code, reason);
  }

  #letGo(ws: DirectSocket): void {
    this.#unauthenticated.delete(ws);
    ws.data.pending = null;
  }
}
