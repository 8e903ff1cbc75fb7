import { metricsAdder } from '@usher/client-gate';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Entrance } from '../clients/entrance.ts';
import type { Visits } from '../rooms/visits.ts';

export interface ClientSources {
  readonly visits: Pick<Visits, 'all' | 'messages'>;
  /** The entrance of those who come without a Balancer. */
  readonly direct: Entrance;
  /** Requests over HTTP that were refused (API-11). */
  readonly rateLimited: () => number;
}

/** Who is here, and how they came (BAL-31). */
export function addClientMetrics(registry: Registry, prefix: string, sources: ClientSources): void {
  const add = metricsAdder(registry, prefix);
  add(
    Gauge,
    'clients',
    'Clients by state: on their way into rooms, there through a Balancer or directly, or waited for as their link is away',
    'state',
    () => countClients(sources),
  );
  add(Counter, 'messages_total', 'Messages of clients', null, () => ({ '': sources.visits.messages }));
  add(
    Counter,
    'rate_limited_total',
    'HTTP requests refused because their client had spent its points',
    null,
    () => ({ '': sources.rateLimited() }),
  );
}

function countClients({ visits, direct }: ClientSources) {
  const counts = { joining: 0, linked: 0, direct: 0, suspended: 0 };
  for (const { state, entrance } of visits.all()) {
    if (state === 'joined') counts[entrance === direct ? 'direct' : 'linked']++;
    else counts[state]++;
  }
  return counts;
}
