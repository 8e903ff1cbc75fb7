import type { TrustedProxies } from '@usher/client-gate';
import type { Cancel, Clock, Random, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { LinkAuth } from '@usher/link-auth';
import type { BalancerId, RoomKey } from '@usher/protocol';
import { LINK_DIALECTS, type DialectName } from '@usher/protocol/link';
import type { BalancerConfig } from '../config.ts';
import type { RouterEffect, RouterInput } from '../core/router-io.ts';
import { Router } from '../core/router.ts';
import { createClientSide, type ClientSide } from './client-side.ts';
import { Dispatcher } from './dispatcher.ts';
import { EffectRunner } from './effects.ts';
import type { OpenLinkSocket } from './link-socket/link-socket.ts';
import { Links, type LinksContext } from './links.ts';
import { Relay } from './relay.ts';
import type { Traffic } from './traffic.ts';

/** How often clients' sockets are looked after (CON-6, LNK-51). */
const SWEEP_MS = 1000;

export interface SwitchboardOptions {
  readonly balancer: BalancerId;
  readonly region: string;
  readonly dialect: DialectName;
  readonly auth: LinkAuth;
  /** As it is now: limits can be changed while running (BAL-33). */
  readonly config: () => BalancerConfig;
  readonly proxies: TrustedProxies;
  readonly openSocket: OpenLinkSocket;
  /** Sends to everyone who is subscribed to a room; `false`: for some of them it waits in memory. */
  readonly publish: (room: RoomKey, message: string) => boolean;
  /** Sees every input to the router with its effects, before they are run. */
  readonly observe: (input: RouterInput, effects: readonly RouterEffect[]) => void;
  /** A mistake of our own has ended all routing, and was thrown to whoever gave the input: the process is to end. */
  readonly failed?: (error: unknown) => void;
  /** Wraps the way of frames from Monoliths, to measure it. */
  readonly measured?: (relay: Relay['frame']) => Relay['frame'];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Logger;
  readonly traffic: Traffic;
}

/** What carries messages: clients on one side, links on the other, the router between them. Listeners are somebody else's. */
export interface Switchboard {
  readonly router: Router;
  readonly apply: (input: RouterInput) => void;
  readonly clientSide: ClientSide;
  readonly links: Links;
  /** Takes over limits that can be changed while running (BAL-33). */
  configure(config: BalancerConfig): void;
  stop(): void;
}

export function createSwitchboard(options: SwitchboardOptions): Switchboard {
  const { balancer, region, auth, config, proxies, clock, timers, random, log, traffic } = options;
  const dialect = LINK_DIALECTS[options.dialect];
  const { placement } = config();
  const router = new Router({ region, placement, ...routerLimitsOf(config()), random });
  const dispatcher = new Dispatcher({
    router,
    clock,
    timers,
    run: (effect) => effects.run(effect),
    observe: options.observe,
    failed: (error) => options.failed?.(error),
  });
  const apply = dispatcher.apply.bind(dispatcher);
  const clientSide = createClientSide({
    config,
    apply,
    unauthenticated: () => router.unauthenticated,
    proxies,
    dialect,
    clock,
    timers,
    log,
    traffic,
  });
  const { gate, sockets, linkPressure } = clientSide;
  const relay = new Relay({
    router,
    sockets,
    publish: options.publish,
    backlogged: gate.slowConsumers.backlogged.bind(gate.slowConsumers),
    apply,
    traffic,
  });
  const relayFrame = measuredBy(options, relay);
  const context: LinksContext = {
    balancer,
    region,
    dialect,
    auth,
    openSocket: options.openSocket,
    clock,
    timers,
    random,
    log,
    traffic,
    up: (_, info) => apply({ kind: 'monolith-up', info }),
    down: (_, monolith) => apply({ kind: 'monolith-down', id: monolith }),
    listed: (monolith) => apply({ kind: 'monolith-listed', id: monolith }),
    unlisted: (monolith) => apply({ kind: 'monolith-unlisted', id: monolith }),
    frame: (_, from, frame) => relayFrame(from, frame),
    queueBytesMax: () => config().limits.link_queue,
    relieved: linkPressure.relieved.bind(linkPressure),
  };
  const links = new Links(context);
  const effects = new EffectRunner({ sockets, links, pauses: gate.pauses, traffic, dialect, region });
  let stopSweeping: Cancel;
  const sweep = (): void => {
    sockets.sweep(clock.now());
    stopSweeping = timers.after(SWEEP_MS, sweep);
  };
  sweep();
  return {
    router,
    apply,
    clientSide,
    links,
    configure: (next) => router.configure(routerLimitsOf(next)),
    stop() {
      stopSweeping();
      gate.rate.stop();
      dispatcher.stop();
      links.stop();
    },
  };
}

function measuredBy({ measured }: SwitchboardOptions, relay: Relay): Relay['frame'] {
  const frame = relay.frame.bind(relay);
  return measured === undefined ? frame : measured(frame);
}

const routerLimitsOf = ({ limits, park }: BalancerConfig) => ({
  authTimeoutMs: limits.auth_timeout,
  parkTimeoutMs: park,
  joinsInFlightMax: limits.joins_in_flight,
});
