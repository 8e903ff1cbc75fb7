import { Upgrades } from '@usher/client-gate';
import type { FrontOptions } from './front.ts';
import { HttpProxy } from './http-proxy.ts';
import type { Metrics } from './metrics.ts';
import type { OwnEndpoints } from './own-endpoints.ts';
import { PublicPort } from './public-port.ts';
import { RequestLimits } from './request-limits.ts';
import type { Surroundings } from './surroundings.ts';
import type { Switchboard } from './switchboard.ts';

export interface OpenPublicPortOptions extends Surroundings {
  readonly switchboard: Switchboard;
  readonly ownEndpoints: OwnEndpoints;
  readonly isDraining: () => boolean;
  /** Wraps the way of messages from clients, to measure it. */
  readonly measured: (relay: FrontOptions['relay']) => FrontOptions['relay'];
  readonly requestSeconds: Metrics['requestSeconds'];
}

/** Lets clients in: their sockets end at the switchboard, their requests go on to the Monoliths (BAL-20, BAL-23). */
export function openPublicPort(options: OpenPublicPortOptions): PublicPort {
  const { switchboard, ownEndpoints, isDraining, measured, timers, log } = options;
  const { gate, sockets, messages } = switchboard.clientSide;
  const upgrades = new Upgrades({
    baseUrl: options.options.base_url,
    check: gate.check,
    proxies: options.proxies,
    newData: sockets.newData.bind(sockets),
  });
  return new PublicPort({
    config: options.options,
    front: {
      sockets,
      upgrades,
      ownEndpoints,
      proxy: proxyFor(options),
      isDraining,
      relay: measured(messages.received.bind(messages)),
      pinged: messages.pinged.bind(messages),
    },
    timers,
    log,
  });
}

function proxyFor({
  switchboard,
  requestSeconds,
  options,
  config,
  traffic,
  ...surroundings
}: OpenPublicPortOptions) {
  return new HttpProxy({
    ...surroundings,
    baseUrl: options.base_url,
    router: switchboard.router,
    links: switchboard.links,
    headersTimeoutMs: () => config().limits.response_timeout,
    answered: (status, seconds) => requestSeconds.observe({ status }, seconds),
    limits: new RequestLimits(() => config().limits),
    refused: traffic.refused.bind(traffic),
  });
}
