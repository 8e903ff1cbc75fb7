import { createGate, type Gate, type TrustedProxies } from '@usher/client-gate';
import type { Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { LinkDialect } from '@usher/protocol/link';
import type { BalancerConfig } from '../config.ts';
import type { RouterInput } from '../core/router-io.ts';
import { ClientMessages } from './client-messages.ts';
import type { ClientSocket } from './client-socket.ts';
import { ClientSockets } from './client-sockets.ts';
import { LinkPressure } from './link-pressure.ts';
import type { Traffic } from './traffic.ts';

export interface ClientSideOptions {
  /** As it is now: limits can be changed while running (BAL-33). */
  readonly config: () => BalancerConfig;
  readonly apply: (input: RouterInput) => void;
  /** Clients that have not authenticated yet. */
  readonly unauthenticated: () => number;
  readonly proxies: TrustedProxies;
  readonly dialect: LinkDialect;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  readonly traffic: Traffic;
}

/** All that has to do with clients, put together. */
export interface ClientSide {
  readonly gate: Gate<ClientSocket>;
  readonly sockets: ClientSockets;
  readonly messages: ClientMessages;
  readonly linkPressure: LinkPressure;
}

export function createClientSide(options: ClientSideOptions): ClientSide {
  const { config, apply, dialect, clock, traffic } = options;
  const gate: Gate<ClientSocket> = createGate({
    ...options,
    section: 'balancer',
    limits: () => config().limits,
    allowedOrigins: () => config().allowed_origins,
    counts: traffic,
    deliver: (ws, frame) => messages.handle(ws, frame),
    dismiss: (ws, code, reason) => sockets.dismiss(ws, code, reason),
    letGo: (ws) => sockets.route(ws, null),
    gone: (ws) => sockets.gone(ws),
  });
  const linkPressure = new LinkPressure(gate.pauses);
  const sockets = new ClientSockets({ apply, gated: gate.sockets, linkPressure });
  const messages = new ClientMessages({
    sockets,
    rate: gate.rate,
    linkPressure,
    apply,
    dialect,
    clock,
    traffic,
  });
  return { gate, sockets, messages, linkPressure };
}
