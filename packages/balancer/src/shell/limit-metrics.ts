import { Counter, Gauge, type Registry } from 'prom-client';
import type { Router } from '../core/router.ts';
import type { ClientSide } from './client-side.ts';
import type { Links } from './links.ts';
import type { Traffic } from './traffic.ts';

export interface LimitMetricsSources {
  readonly router: Router;
  readonly clients: Pick<ClientSide, 'pauses' | 'rate'>;
  readonly links: Links;
  readonly traffic: Traffic;
}

/** What waits now, by kind, and what every limit has cost so far (BAL-31, CON-5, LNK-50, LNK-51, BAL-12). */
export function addLimitMetrics(
  registry: Registry,
  { router, clients, links, traffic }: LimitMetricsSources,
): void {
  const add = adder(registry);
  add(Gauge, 'queue_bytes', 'Bytes that wait, by kind', 'kind', () => ({
    to_clients: traffic.unsentToClients,
    to_monoliths: links.queue.unsentBytes,
    from_slowed_clients: clients.rate.heldBytes,
    from_waiting_clients: sum(router.clients.values(), ({ pending }) => pending.bytes),
  }));
  add(
    Gauge,
    'unread_clients',
    'Clients that are not read now, by reason',
    'reason',
    () => clients.pauses.now,
  );
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
  add(Counter, 'clients_slowed_down_total', 'Times that a client was over its rate', null, () => ({
    '': traffic.slowedDown,
  }));
  add(Counter, 'silent_clients_total', 'Clients cut off because nothing came from them', null, () => ({
    '': traffic.silentClients,
  }));
  add(Counter, 'refusals_total', 'Connections refused before the upgrade, by limit', 'limit', () =>
    Object.fromEntries(traffic.refusals),
  );
  add(Counter, 'slow_consumers_total', 'Clients cut off because they did not read, by limit', 'limit', () =>
    Object.fromEntries(traffic.slowConsumers),
  );
}

/** Numbers that are read when somebody asks, by the values of one label. */
function adder(registry: Registry) {
  return (
    Kind: typeof Counter | typeof Gauge,
    name: string,
    help: string,
    label: string | null,
    read: () => Readonly<Record<string, number>>,
  ): void => {
    const metric: Counter | Gauge = new Kind({
      name: `usher_balancer_${name}`,
      help,
      labelNames: label === null ? [] : [label],
      registers: [registry],
      collect() {
        metric.reset();
        for (const [value, count] of Object.entries(read()))
          metric.inc(label === null ? {} : { [label]: value }, count);
      },
    });
  };
}

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}
