import { addGateMetrics, metricsAdder } from '@usher/client-gate';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Router } from '../core/router.ts';
import type { ClientSide } from './client-side.ts';
import type { Links } from './links.ts';
import { METRICS_PREFIX } from './metrics.ts';
import type { Traffic } from './traffic.ts';

export interface LimitMetricsSources {
  readonly router: Router;
  readonly clients: Pick<ClientSide, 'gate'>;
  readonly links: Links;
  readonly traffic: Traffic;
}

/** What waits now, by kind, and what every limit has cost so far (BAL-31, CON-5, LNK-50, LNK-51, BAL-12). */
export function addLimitMetrics(
  registry: Registry,
  { router, clients, links, traffic }: LimitMetricsSources,
): void {
  const add = metricsAdder(registry, METRICS_PREFIX);
  add(Gauge, 'queue_bytes', 'Bytes that wait, by kind', 'kind', () => ({
    to_clients: traffic.unsentToClients,
    to_monoliths: links.queue.unsentBytes,
    from_slowed_clients: clients.gate.rate.heldBytes,
    from_waiting_clients: sum(router.clients.values(), ({ pending }) => pending.bytes),
  }));
  add(Gauge, 'joins_waiting', 'Joins by what they wait for', 'for', () => ({
    answer: sum(router.monoliths.values(), ({ joins }) => joins.inFlight),
    turn: sum(router.monoliths.values(), ({ joins }) => joins.waiting),
  }));
  add(Gauge, 'links_congested', 'Links that have too much unsent', null, () => ({
    '': links.queue.congested,
  }));
  add(Counter, 'link_congestions_total', 'Times that a link had too much unsent', null, () => ({
    '': traffic.congestions,
  }));
  addGateMetrics(registry, METRICS_PREFIX, () => ({ gate: clients.gate, counts: traffic }));
}

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
