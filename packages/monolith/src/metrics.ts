import { createRegistry } from '@usher/client-gate';
import type { MonolithLink } from '@usher/monolith-link';
import type { Registry } from 'prom-client';
import { addClientMetrics, type ClientSources } from './metrics/client-metrics.ts';
import type { HttpMetrics } from './metrics/http-metrics.ts';
import { addLinkMetrics } from './metrics/link-metrics.ts';
import { addRoomMetrics, type RoomSources } from './metrics/room-metrics.ts';
import type { StoreMetrics } from './metrics/store-metrics.ts';

/** Where the numbers are; asked when somebody reads the metrics. */
export interface Measured extends RoomSources, ClientSources {
  readonly link: () => MonolithLink | null;
  readonly stores: StoreMetrics;
  readonly http: HttpMetrics;
}

const PREFIX = 'usher_monolith';

/** Metrics for Prometheus, without a label per room or client (BAL-31). */
export function createMetrics(measured: Measured): Registry {
  const registry = createRegistry();
  addRoomMetrics(registry, PREFIX, measured);
  addClientMetrics(registry, PREFIX, measured);
  addLinkMetrics(registry, PREFIX, () => measured.link());
  measured.stores.addTo(registry);
  measured.http.addTo(registry);
  return registry;
}
