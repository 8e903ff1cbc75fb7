import type { Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import { CloseCode } from '@usher/protocol';
import type { LinkDialect } from '@usher/protocol/link';
import type { BalancerConfig } from '../config.ts';
import type { RouterInput } from '../core/router-io.ts';
import type { TrustedProxies } from './client-address.ts';
import { ClientMessages } from './client-messages.ts';
import type { ClientSocket } from './client-socket.ts';
import { ClientSockets } from './client-sockets.ts';
import { ConnectionLimits } from './connection-limits.ts';
import { Entrance } from './entrance.ts';
import { LinkPressure } from './link-pressure.ts';
import { MessageRate } from './message-rate.ts';
import { Pauses } from './pauses.ts';
import { QuietLog } from './quiet-log.ts';
import { SlowConsumers } from './slow-consumers.ts';
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
  readonly sockets: ClientSockets;
  readonly messages: ClientMessages;
  readonly entrance: Entrance;
  readonly pauses: Pauses;
  readonly rate: MessageRate;
  readonly linkPressure: LinkPressure;
  readonly slowConsumers: SlowConsumers;
}

export function createClientSide(options: ClientSideOptions): ClientSide {
  const { config, apply, unauthenticated, proxies, dialect, clock, timers, log, traffic } = options;
  const limits = () => config().limits;
  const quietLog = new QuietLog(log, clock);
  const connections = new ConnectionLimits({ limits, unauthenticated, clock });
  const entrance = new Entrance({ config, limits: connections, proxies, log: quietLog, traffic });
  const slowConsumers = new SlowConsumers({ limits, log: quietLog, traffic });
  const pauses = new Pauses(clock);
  const linkPressure = new LinkPressure(pauses);
  const flooded = (ws: ClientSocket) => {
    const { id, ip } = ws.data;
    const option = 'balancer.limits.messages_per_second';
    quietLog.warn('flood', { client: id, address: ip, option }, 'closing a client that sends too much');
    sockets.dismiss(ws, CloseCode.PolicyViolation, 'too many messages');
  };
  const rate = new MessageRate({
    clock,
    timers,
    pauses,
    deliver: (ws, frame) => messages.handle(ws, frame),
    flooded,
    slowed: () => void traffic.slowedDown++,
  });
  const forget = rate.forget.bind(rate);
  const sockets = new ClientSockets({
    apply,
    limits,
    connections,
    pauses,
    linkPressure,
    slowConsumers,
    forget,
    clock,
    log,
    traffic,
  });
  const messages = new ClientMessages({ sockets, rate, linkPressure, apply, dialect, clock, traffic });
  return { sockets, messages, entrance, pauses, rate, linkPressure, slowConsumers };
}
