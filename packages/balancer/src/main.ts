import { randomUUID } from 'node:crypto';
import { realClock, realTimers, type Logger } from '@usher/kit/runtime';
import { LinkAuth } from '@usher/link-auth';
import { balancerId, CloseCode, type BalancerId } from '@usher/protocol';
import type { Server } from 'bun';
import type { BalancerProcessConfig } from './config.ts';
import { Router } from './core/router.ts';
import { TrustedProxies } from './shell/client-address.ts';
import { ClientSockets, type ClientData } from './shell/client-sockets.ts';
import { discover } from './shell/discovery/discovery.ts';
import { Dispatcher } from './shell/dispatcher.ts';
import { EffectRunner } from './shell/effects.ts';
import { serveFront } from './shell/front.ts';
import { HttpProxy } from './shell/http-proxy.ts';
import { Links } from './shell/links.ts';
import { createMetrics } from './shell/metrics.ts';
import { serveOperators } from './shell/operator-server.ts';
import { OwnEndpoints } from './shell/own-endpoints.ts';
import { Relay } from './shell/relay.ts';
import { stateReport } from './shell/state-report.ts';
import { Traffic } from './shell/traffic.ts';

/** A running Balancer. */
export interface RunningBalancer {
  readonly id: BalancerId;
  readonly port: number;
  readonly operatorPort: number;
  /** Sends its clients to other Balancers, spread over the drain time, and ends (BAL-32). */
  stop(): Promise<void>;
}

const SWEEP_MS = 1000;

/** Starts a Balancer. */
export async function startBalancer(config: BalancerProcessConfig, log: Logger): Promise<RunningBalancer> {
  const { balancer: options, region } = config;
  const id = balancerId(randomUUID());
  const [clock, timers] = [realClock, realTimers];
  const traffic = new Traffic();
  const proxies = new TrustedProxies(options.trusted_proxies);
  const router = new Router({
    region,
    placement: options.placement,
    authTimeoutMs: options.limits.auth_timeout,
    parkTimeoutMs: options.park,
    random: Math.random,
  });

  let front: Server<ClientData> | null = null;
  const dispatcher = new Dispatcher({ router, clock, timers, run: (effect) => effects.run(effect) });
  const apply = dispatcher.apply.bind(dispatcher);
  const sockets = new ClientSockets({ apply, clock, log, traffic });
  const server = () => front as Server<ClientData>;
  const relay = new Relay({ router, sockets, server, apply, traffic });
  const links = new Links({
    balancer: id,
    region,
    auth: new LinkAuth(config.link),
    clock,
    timers,
    log,
    traffic,
    up: (_, info) => apply({ kind: 'monolith-up', info }),
    down: (_, monolith) => apply({ kind: 'monolith-down', id: monolith }),
    frame: (_, from, frame) => relay.frame(from, frame),
  });
  const effects = new EffectRunner({ sockets, links, traffic, region });
  const proxy = new HttpProxy({ router, links, proxies, log, traffic });

  const metrics = createMetrics(router, traffic);
  const ownEndpoints = new OwnEndpoints({
    apiKey: options.api_key,
    metrics,
    state: () => stateReport(id, region, router),
  });

  let isDraining = false;
  front = serveFront({
    host: options.host,
    port: options.port,
    messageBytesMax: options.limits.message,
    sockets,
    ownEndpoints,
    proxy,
    proxies,
  });
  const operators = serveOperators({
    host: options.operator_host,
    port: options.operator_port,
    key: options.operator_key,
    metrics,
    state: () => stateReport(id, region, router),
    isReady: () => !isDraining && router.monoliths.size > 0,
  });
  links.setAddresses(discover(options.discovery));
  const sweep = setInterval(() => sockets.sweep(clock.now()), SWEEP_MS);
  if (config.link.auth === 'none')
    log.warn('link.auth is "none": anyone who reaches a link port is trusted; for development only');
  log.info({ balancer: id, port: front.port, operatorPort: operators.port }, 'Balancer is listening');

  const stop = async (): Promise<void> => {
    isDraining = true;
    const stopped = server().stop();
    await drain(sockets, options.drain);
    await Promise.race([stopped, Bun.sleep(1000)]);
    clearInterval(sweep);
    dispatcher.stop();
    links.stop();
    await server().stop(true);
    await operators.stop(true);
    log.info('Balancer has stopped');
  };
  return {
    id,
    port: front.port ?? options.port,
    operatorPort: operators.port ?? options.operator_port,
    stop,
  };
}

/** Closes all clients with 1012, spread evenly, so that they do not all come back at once (BAL-32). */
async function drain(sockets: ClientSockets, drainMs: number): Promise<void> {
  const ids = sockets.ids();
  const slices = Math.max(1, Math.min(ids.length, Math.floor(drainMs / 50)));
  for (let slice = 0; slice < slices && ids.length > 0; slice++) {
    for (let index = slice; index < ids.length; index += slices) {
      const ws = sockets.get(ids[index] as (typeof ids)[number]);
      if (ws !== undefined) sockets.end(ws, CloseCode.BalancerRestarting, 'this server is restarting');
    }
    if (slice < slices - 1) await Bun.sleep(drainMs / slices);
  }
  for (let waited = 0; waited < 1000 && sockets.size > 0; waited += 10) await Bun.sleep(10);
}
