import { createRegistry, metricsAdder } from '@usher/client-gate';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { takesRooms, type Client } from '../core/records.ts';
import type { Router } from '../core/router.ts';
import { SAMPLED_EVERY } from './sampled.ts';
import type { Traffic } from './traffic.ts';

/** What is counted of the router. */
type RoutingTable = Pick<Router, 'clients' | 'rooms' | 'monoliths'>;

export interface Metrics {
  readonly registry: Registry;
  /** From a client's parking to its Monolith's answer (CON-4). */
  readonly pauseSeconds: Histogram;
  readonly relaySeconds: Histogram<'direction'>;
  readonly requestSeconds: Histogram<'status'>;
}

export const METRICS_PREFIX = 'usher_balancer';

type Add = ReturnType<typeof metricsAdder>;

/** The Balancer's metrics, without labels for rooms or clients (BAL-31). Counts are plain numbers, read when somebody asks. */
export function createMetrics(router: RoutingTable, traffic: Traffic): Metrics {
  const registry = createRegistry();
  const add = metricsAdder(registry, METRICS_PREFIX);
  addRouting(add, router);
  addEvents(add, traffic);
  addTraffic(add, traffic);
  return { registry, ...createHistograms(registry) };
}

function addRouting(add: Add, router: RoutingTable): void {
  add(
    Gauge,
    'clients',
    'Clients by state; parked ones wait for a Monolith to serve their room again',
    'state',
    () => clientsByState(router),
  );
  add(Gauge, 'rooms', 'Rooms in the table', null, () => ({ '': router.rooms.size }));
  add(
    Gauge,
    'monoliths',
    'Monoliths with an established link; draining ones get no new rooms',
    'state',
    () => {
      const counts = { ready: 0, draining: 0 };
      for (const monolith of router.monoliths.values()) counts[takesRooms(monolith) ? 'ready' : 'draining']++;
      return counts;
    },
  );
}

/** A closed one is in no table. */
type ClientState = Exclude<Client['state']['state'], 'closed'>;

function clientsByState({ clients }: RoutingTable): Record<ClientState, number> {
  const counts = { authenticating: 0, placing: 0, joined: 0, parked: 0 };
  for (const { state } of clients.values()) if (state.state !== 'closed') counts[state.state]++;
  return counts;
}

function addEvents(add: Add, traffic: Traffic): void {
  const count = (name: string, help: string, read: () => number) =>
    add(Counter, `${name}_total`, help, null, () => ({ '': read() }));
  const events = (kind: string) => () => traffic.events.get(kind) ?? 0;
  count('joins', 'Joins sent to Monoliths, those of clients that resume included', events('join'));
  count('leaves', 'Leaves sent to Monoliths', events('leave'));
  count('moves', 'Rooms that went from one Monolith to another', events('move'));
  count('takeovers', 'Rooms that a newer owner took over', events('takeover'));
  count('links_established', 'Links established, again and again', events('link-up'));
  count('links_lost', 'Established links that were lost', events('link-down'));
  count('link_errors', 'Protocol errors of Monoliths', () => traffic.linkErrors);
  count('unauthorized_monoliths', 'Monoliths whose init did not verify', () => traffic.unauthorizedMonoliths);
}

function addTraffic(add: Add, traffic: Traffic): void {
  add(Counter, 'messages_total', 'Messages by direction; one to a room counts once', 'direction', () => ({
    from_client: traffic.messagesFromClients,
    to_client: traffic.unicasts,
    to_room: traffic.broadcasts,
  }));
  add(Counter, 'message_bytes_total', 'Bytes of messages by direction, envelopes aside', 'direction', () => ({
    from_client: traffic.bytesFromClients,
    from_monolith: traffic.bytesFromMonoliths,
  }));
  add(
    Counter,
    'discovery_errors_total',
    'Attempts to find Monoliths that gave no list, by method',
    'method',
    () => Object.fromEntries(traffic.discoveryErrors),
  );
  add(Counter, 'drops_total', 'What was dropped or refused on the way, by kind', 'kind', () =>
    Object.fromEntries(traffic.drops),
  );
}

function createHistograms(registry: Registry): Omit<Metrics, 'registry'> {
  const registers = [registry];
  return {
    pauseSeconds: new Histogram({
      name: `${METRICS_PREFIX}_pause_seconds`,
      help: 'How long clients were parked before a Monolith served their room again',
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    relaySeconds: new Histogram({
      name: `${METRICS_PREFIX}_relay_seconds`,
      help: `Time from a message’s arrival until it is written, of one message in ${SAMPLED_EVERY}`,
      labelNames: ['direction'],
      buckets: [0.000_005, 0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.001, 0.005, 0.025],
      registers,
    }),
    requestSeconds: new Histogram({
      name: `${METRICS_PREFIX}_http_request_seconds`,
      help: 'Proxied requests by status (499: the client hung up): time until the response’s headers',
      labelNames: ['status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 5, 30],
      registers,
    }),
  };
}
