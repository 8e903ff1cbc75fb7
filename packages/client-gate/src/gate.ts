import type { Clock, Timers } from '@usher/kit';
import { QuietLog, type Logger } from '@usher/kit/runtime';
import { CloseCode } from '@usher/protocol';
import type { TrustedProxies } from './client-address.ts';
import type { ClientLimits } from './client-limits.ts';
import { ConnectionLimits } from './connection-limits.ts';
import type { GateCounts } from './gate-counts.ts';
import type { GatedSocket } from './gated-socket.ts';
import { GatedSockets } from './gated-sockets.ts';
import { MessageRate } from './message-rate.ts';
import { Pauses } from './pauses.ts';
import { SlowConsumers } from './slow-consumers.ts';
import { UpgradeCheck } from './upgrade-check.ts';

export interface GateOptions<Socket extends GatedSocket> {
  /** The role's section of the configuration, for messages that name an option. */
  readonly section: 'balancer' | 'monolith';
  /** As they are now: they can be changed while running (BAL-33). */
  readonly limits: () => ClientLimits;
  readonly allowedOrigins: () => readonly string[];
  readonly proxies: TrustedProxies;
  /** How many clients have not authenticated yet. */
  readonly unauthenticated: () => number;
  /** A message that was held has its turn. */
  readonly deliver: (ws: Socket, frame: string) => void;
  /** It has made a mistake that closes it. */
  readonly dismiss: (ws: Socket, code: CloseCode, reason: string) => void;
  /** Nothing that it sends is handled from now on: it is closing, or has ended. */
  readonly letGo: (ws: Socket) => void;
  /** It has ended, and is still known. */
  readonly gone: (ws: Socket) => void;
  readonly counts: GateCounts;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}

/** What holds for clients wherever their sockets end, at a Balancer or at a Monolith itself (spec 2.1, LNK-51, OWN-6). */
export interface Gate<Socket extends GatedSocket> {
  readonly check: UpgradeCheck;
  readonly sockets: GatedSockets<Socket>;
  readonly pauses: Pauses;
  readonly rate: MessageRate<Socket>;
  readonly slowConsumers: SlowConsumers;
}

export function createGate<Socket extends GatedSocket>(options: GateOptions<Socket>): Gate<Socket> {
  const { section, limits, counts, clock, timers } = options;
  const log = new QuietLog(options.log, clock);
  const connections = new ConnectionLimits({ limits, unauthenticated: options.unauthenticated, clock });
  const check = new UpgradeCheck({ ...options, connections, log });
  const slowConsumers = new SlowConsumers({ section, limits, log, counts });
  const pauses = new Pauses(clock);
  const rate = new MessageRate<Socket>({
    clock,
    timers,
    pauses,
    deliver: options.deliver,
    flooded(ws) {
      const { id, ip } = ws.data;
      const option = `${section}.limits.messages_per_second`;
      log.warn('flood', { client: id, address: ip, option }, 'closing a client that sends too much');
      options.dismiss(ws, CloseCode.PolicyViolation, 'too many messages');
    },
    slowed: () => void counts.slowedDown++,
  });
  const sockets = new GatedSockets<Socket>({ ...options, connections, pauses, rate, slowConsumers });
  return { check, sockets, pauses, rate, slowConsumers };
}
