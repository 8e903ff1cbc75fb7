import { randomUUID } from 'node:crypto';
import { TrustedProxies } from '@usher/client-gate';
import { realClock, realTimers, type Logger } from '@usher/kit/runtime';
import { LinkAuth } from '@usher/link-auth';
import { balancerId, type BalancerId } from '@usher/protocol';
import { LINK_DIALECTS } from '@usher/protocol/link';
import type { BalancerConfig, BalancerProcessConfig } from './config.ts';
import { dialectOf } from './shell/discovery/discovery-config.ts';
import { Discovery } from './shell/discovery/discovery.ts';
import { Drain } from './shell/drain.ts';
import { openLinkSocket } from './shell/link-socket/open-link-socket.ts';
import { createObservation } from './shell/observation.ts';
import { openPublicPort } from './shell/open-public-port.ts';
import { OperatorPort } from './shell/operators/operator-port.ts';
import { OwnEndpoints } from './shell/own-endpoints.ts';
import { fixedChanges, takeOver, usableOf } from './shell/reload.ts';
import { sampled } from './shell/sampled.ts';
import type { Surroundings } from './shell/surroundings.ts';
import { createSwitchboard } from './shell/switchboard.ts';
import { Traffic } from './shell/traffic.ts';

/** A running Balancer. */
export interface RunningBalancer {
  readonly id: BalancerId;
  readonly port: number;
  readonly operatorPort: number;
  /** Resolves when it has stopped, by `stop` or because an operator drained it; rejects when a mistake of our own has ended it. */
  readonly stopped: Promise<void>;
  /**
   * Takes over what can be changed while running, and says in the log what cannot (BAL-33).
   * @throws ConfigError or Error when something of it cannot be used; then nothing has changed
   */
  reload(config: BalancerProcessConfig): void;
  /** Sends its clients to other Balancers, spread over the drain time, and ends (BAL-32). */
  stop(): Promise<void>;
}

/** Starts a Balancer. What it has opened when a step fails is closed again. */
export async function startBalancer(config: BalancerProcessConfig, log: Logger): Promise<RunningBalancer> {
  const opened = new AsyncDisposableStack();
  try {
    return start(config, log, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** `opened` closes in reverse order: first the ports, last the links. */
function start(config: BalancerProcessConfig, log: Logger, opened: AsyncDisposableStack): RunningBalancer {
  const { balancer: options, region } = config;
  const id = balancerId(randomUUID());
  let current = options;
  const surroundings: Surroundings = {
    options,
    config: () => current,
    traffic: new Traffic(),
    proxies: new TrustedProxies(options.trusted_proxies, 'balancer.trusted_proxies'),
    clock: realClock,
    timers: realTimers,
    log,
  };
  const failure = Promise.withResolvers<never>();
  const relayed = (direction: string) => ({
    clock: realClock,
    observe: (seconds: number) => observation.metrics.relaySeconds.observe({ direction }, seconds),
  });
  const switchboard = createSwitchboard({
    ...surroundings,
    balancer: id,
    region,
    dialect: dialectOf(options.discovery),
    auth: new LinkAuth(isAuthenticated(options) ? config.link : { auth: 'none', secrets: [] }),
    openSocket: openLinkSocket,
    publish: (room, message) => publicPort.listener.publish(room, message),
    observe: (input, effects) => observation.observer.observe(input, effects),
    failed(error) {
      log.fatal({ err: error }, 'this Balancer cannot go on: its clients have to find another one');
      failure.reject(error);
    },
    measured: (frame) => sampled(frame, relayed('from_monolith')),
    random: Math.random,
  });
  opened.defer(() => switchboard.stop());
  const { router, apply, links } = switchboard;
  const observation = createObservation({ ...surroundings, id, region, switchboard });
  const { metrics, state } = observation;
  const { registry } = metrics;
  const isDraining = () => drain.hasBegun;

  const operatorPort = new OperatorPort({
    config: options,
    router,
    apply,
    clock: realClock,
    events: observation.events,
    metrics: registry,
    state,
    fullState: observation.fullState,
    log,
    isReady: () => !isDraining() && router.monoliths.size > 0,
    drain: () => void drain.start(),
  });
  opened.defer(() => operatorPort.stop());
  const ownEndpoints = new OwnEndpoints({
    baseUrl: options.base_url,
    apiKey: options.api_key,
    metrics: registry,
    state,
  });
  const publicPort = openPublicPort({
    ...surroundings,
    switchboard,
    requestSeconds: metrics.requestSeconds,
    ownEndpoints,
    isDraining,
    measured: (relay) => sampled(relay, relayed('from_client')),
  });
  opened.defer(() => publicPort.terminate());
  const discovery = new Discovery({
    ...surroundings,
    random: Math.random,
    changed: (listed, missing) => links.setAddresses(listed, missing),
  });
  opened.defer(() => discovery.stop());
  discovery.setSources(options.discovery);
  warnOfMissingAuthentication(config, log);
  const { port } = publicPort.listener;
  log.info({ balancer: id, port, operatorPort: operatorPort.port }, 'Balancer is listening');

  const drain = new Drain({
    port: publicPort,
    apply,
    timers: realTimers,
    log,
    drainMs: () => current.drain,
    end: () => opened.disposeAsync(),
  });
  return {
    id,
    port,
    operatorPort: operatorPort.port,
    stopped: Promise.race([drain.done, failure.promise]),
    reload(next) {
      const usable = usableOf(next.balancer, current);
      takeOver({ next: usable, before: current }, { publicPort, discovery });
      switchboard.configure(usable);
      operatorPort.reload(usable);
      ownEndpoints.setApiKey(usable.api_key);
      log.level = next.log_level;
      for (const option of fixedChanges(config, next))
        log.warn({ option }, 'this option cannot be changed while running: restart the Balancer');
      current = usable;
      log.info('the configuration has been read again');
    },
    stop: () => drain.start(),
  };
}

/** Whether both ends of a link prove themselves in the dialect that is spoken (LNK-13). */
const isAuthenticated = ({ discovery }: BalancerConfig): boolean =>
  LINK_DIALECTS[dialectOf(discovery)].isAuthenticated;

function warnOfMissingAuthentication({ link, balancer }: BalancerProcessConfig, log: Logger): void {
  if (!isAuthenticated(balancer))
    log.warn('this dialect has no authentication: whoever answers at a discovered address is trusted');
  else if (link.auth === 'none')
    log.warn('link.auth is "none": anyone who reaches a link port is trusted; for development only');
}
