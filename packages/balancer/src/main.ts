import { randomUUID } from 'node:crypto';
import { TrustedProxies, Upgrades } from '@usher/client-gate';
import { realClock, realTimers, type Logger } from '@usher/kit/runtime';
import { LinkAuth } from '@usher/link-auth';
import { balancerId, type BalancerId } from '@usher/protocol';
import { LINK_DIALECTS } from '@usher/protocol/link';
import type { BalancerProcessConfig } from './config.ts';
import { fullStateReport, stateReport } from './core/state-report.ts';
import { dialectOf } from './shell/discovery/discovery-config.ts';
import { Discovery } from './shell/discovery/discovery.ts';
import { Drain } from './shell/drain.ts';
import { figuresReader } from './shell/figures.ts';
import { HttpProxy } from './shell/http-proxy.ts';
import { RequestLimits } from './shell/request-limits.ts';
import { addLimitMetrics } from './shell/limit-metrics.ts';
import { createMetrics } from './shell/metrics.ts';
import { Observer } from './shell/observer.ts';
import { EventFeed, FIGURES_MS } from './shell/operators/event-feed.ts';
import { openLinkSocket } from './shell/link-socket/open-link-socket.ts';
import { OperatorPort } from './shell/operators/operator-port.ts';
import { OwnEndpoints } from './shell/own-endpoints.ts';
import { PublicPort } from './shell/public-port.ts';
import { fixedChanges } from './shell/reload.ts';
import { sampled } from './shell/sampled.ts';
import { createSwitchboard } from './shell/switchboard.ts';
import { Traffic } from './shell/traffic.ts';

/** A running Balancer. */
export interface RunningBalancer {
  readonly id: BalancerId;
  readonly port: number;
  readonly operatorPort: number;
  /** Resolves when it has stopped, by `stop` or because an operator drained it; rejects when a mistake of our own has ended it. */
  readonly stopped: Promise<void>;
  /** Takes over what can be changed while running, and says in the log what cannot (BAL-33). */
  reload(config: BalancerProcessConfig): void;
  /** Sends its clients to other Balancers, spread over the drain time, and ends (BAL-32). */
  stop(): Promise<void>;
}

const SWEEP_MS = 1000;

/** Starts a Balancer. */
export async function startBalancer(config: BalancerProcessConfig, log: Logger): Promise<RunningBalancer> {
  const { balancer: options, region } = config;
  let current = config;
  const id = balancerId(randomUUID());
  const [clock, timers] = [realClock, realTimers];
  const traffic = new Traffic();
  const dialect = LINK_DIALECTS[dialectOf(options.discovery)];
  const proxies = new TrustedProxies(options.trusted_proxies, 'balancer.trusted_proxies');
  const timed = (direction: string) => ({
    clock,
    observe: (seconds: number) => metrics.relaySeconds.observe({ direction }, seconds),
  });
  const failure = Promise.withResolvers<never>();
  const switchboard = createSwitchboard({
    balancer: id,
    region,
    dialect: dialectOf(options.discovery),
    auth: new LinkAuth(dialect.isAuthenticated ? config.link : { auth: 'none', secrets: [] }),
    config: () => current.balancer,
    proxies,
    openSocket: openLinkSocket,
    publish: (room, message) => publicPort.listener.publish(room, message),
    observe: (input, effects) => observer.observe(input, effects),
    failed(error) {
      log.fatal({ err: error }, 'this Balancer cannot go on: its clients have to find another one');
      failure.reject(error);
    },
    measured: (frame) => sampled(frame, timed('from_monolith')),
    clock,
    timers,
    random: Math.random,
    log,
    traffic,
  });
  const { router, apply, clientSide, links } = switchboard;
  const { gate, sockets, messages } = clientSide;

  const metrics = createMetrics(router, traffic);
  const state = () => stateReport({ id, region }, router);
  const fullState = () => fullStateReport({ id, region }, router);
  const figures = figuresReader({ router, clients: clientSide, links, traffic, clock }, FIGURES_MS);
  const watch = traffic.rooms.watch.bind(traffic.rooms);
  const events = new EventFeed({
    timers,
    wallClock: () => new Date(),
    followed: { state: fullState, figures, watch },
  });
  const paused = (seconds: number) => metrics.pauseSeconds.observe(seconds);
  const observer = new Observer({ router, feed: events, traffic, log, clock, paused });
  const relayMessage = sampled(messages.received.bind(messages), timed('from_client'));
  addLimitMetrics(metrics.registry, { router, clients: clientSide, links, traffic });
  const proxy = new HttpProxy({
    baseUrl: options.base_url,
    router,
    links,
    proxies,
    log,
    clock,
    headersTimeoutMs: () => current.balancer.limits.response_timeout,
    answered: (status, seconds) => metrics.requestSeconds.observe({ status }, seconds),
    limits: new RequestLimits(() => current.balancer.limits),
    refused: traffic.refused.bind(traffic),
  });

  const ownEndpoints = new OwnEndpoints({
    baseUrl: options.base_url,
    apiKey: options.api_key,
    metrics: metrics.registry,
    state,
  });
  const upgrades = new Upgrades({
    baseUrl: options.base_url,
    check: gate.check,
    proxies,
    newData: sockets.newData.bind(sockets),
  });
  const isDraining = () => drain.hasBegun;
  const publicPort = new PublicPort({
    config: options,
    front: {
      sockets,
      upgrades,
      ownEndpoints,
      proxy,
      isDraining,
      relay: relayMessage,
      pinged: messages.pinged.bind(messages),
    },
    timers,
    log,
  });
  const operatorPort = new OperatorPort({
    config: options,
    router,
    apply,
    clock,
    events,
    metrics: metrics.registry,
    state,
    fullState,
    log,
    isReady: () => !isDraining() && router.monoliths.size > 0,
    drain: () => void drain.start(),
  });
  const discovery = new Discovery({
    timers,
    random: Math.random,
    log,
    traffic,
    changed: (listed, missing) => links.setAddresses(listed, missing),
  });
  discovery.setSources(options.discovery);
  const sweep = setInterval(() => sockets.sweep(clock.now()), SWEEP_MS);
  warnOfMissingAuthentication(config, log);
  log.info(
    { balancer: id, port: publicPort.listener.port, operatorPort: operatorPort.port },
    'Balancer is listening',
  );

  const drain = new Drain({
    port: publicPort,
    apply,
    timers,
    log,
    drainMs: () => current.balancer.drain,
    async end() {
      clearInterval(sweep);
      switchboard.stop();
      discovery.stop();
      await publicPort.listener.terminate();
      await operatorPort.stop();
    },
  });
  const reload = (next: BalancerProcessConfig): void => {
    publicPort.reload(next.balancer);
    const isSameDialect = dialectOf(next.balancer.discovery) === dialectOf(options.discovery);
    if (isSameDialect) discovery.setSources(next.balancer.discovery);
    switchboard.configure(next.balancer);
    operatorPort.reload(next.balancer);
    ownEndpoints.setApiKey(next.balancer.api_key);
    log.level = next.log_level;
    for (const option of fixedChanges(config, next))
      log.warn({ option }, 'this option cannot be changed while running: restart the Balancer');
    current = next;
    log.info('the configuration has been read again');
  };
  return {
    id,
    port: publicPort.listener.port,
    operatorPort: operatorPort.port,
    stopped: Promise.race([drain.done, failure.promise]),
    reload,
    stop: () => drain.start(),
  };
}

function warnOfMissingAuthentication({ link, balancer }: BalancerProcessConfig, log: Logger): void {
  if (!LINK_DIALECTS[dialectOf(balancer.discovery)].isAuthenticated)
    log.warn('this dialect has no authentication: whoever answers at a discovered address is trusted');
  else if (link.auth === 'none')
    log.warn('link.auth is "none": anyone who reaches a link port is trusted; for development only');
}
