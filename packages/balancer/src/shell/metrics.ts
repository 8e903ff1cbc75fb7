import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { takesRooms } from '../core/records.ts';
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

const CLIENT_STATES = ['authenticating', 'placing', 'joined', 'parked'];

/** The Balancer's metrics, without labels for rooms or clients (BAL-31). Counts are plain numbers, read when somebody asks. */
export function createMetrics(router: RoutingTable, traffic: Traffic): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counts = countersOf(registry);
  addRouting(registry, router);
  const events = (kind: string) => () => traffic.events.get(kind) ?? 0;
  counts.one('joins', 'Joins sent to Monoliths, those of clients that resume included', events('join'));
  counts.one('leaves', 'Leaves sent to Monoliths', events('leave'));
  counts.one('moves', 'Rooms that went from one Monolith to another', events('move'));
  counts.one('takeovers', 'Rooms that a newer owner took over', events('takeover'));
  counts.one('links_established', 'Links established, again and again', events('link-up'));
  counts.one('links_lost', 'Established links that were lost', events('link-down'));
  counts.one('link_errors', 'Protocol errors of Monoliths', () => traffic.linkErrors);
  counts.one(
    'unauthorized_monoliths',
    'Monoliths whose init did not verify',
    () => traffic.unauthorizedMonoliths,
  );
  addTraffic(counts, traffic);
  return { registry, ...createHistograms(registry) };
}

function addRouting(registry: Registry, router: RoutingTable): void {
  new Gauge({
    name: 'usher_balancer_clients',
    help: 'Clients by state; parked ones wait for a Monolith to serve their room again',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const state of CLIENT_STATES) this.set({ state }, 0);
      for (const { state } of router.clients.values()) this.inc({ state: state.state });
    },
  });
  new Gauge({
    name: 'usher_balancer_rooms',
    help: 'Rooms in the table',
    registers: [registry],
    collect() {
      this.set(router.rooms.size);
    },
  });
  new Gauge({
    name: 'usher_balancer_monoliths',
    help: 'Monoliths with an established link; draining ones get no new rooms',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const state of ['ready', 'draining']) this.set({ state }, 0);
      for (const monolith of router.monoliths.values())
        this.inc({ state: takesRooms(monolith) ? 'ready' : 'draining' });
    },
  });
}

function addTraffic(counts: Counters, traffic: Traffic): void {
  counts.labelled('messages', 'Messages by direction; one to a room counts once', 'direction', () => [
    ['from_client', traffic.messagesFromClients],
    ['to_client', traffic.unicasts],
    ['to_room', traffic.broadcasts],
  ]);
  counts.labelled('message_bytes', 'Bytes of messages by direction, envelopes aside', 'direction', () => [
    ['from_client', traffic.bytesFromClients],
    ['from_monolith', traffic.bytesFromMonoliths],
  ]);
  counts.labelled(
    'discovery_errors',
    'Attempts to find Monoliths that gave no list, by method',
    'method',
    () => traffic.discoveryErrors,
  );
  counts.labelled('drops', 'What was dropped or refused on the way, by kind', 'kind', () => traffic.drops);
}

function createHistograms(registry: Registry): Omit<Metrics, 'registry'> {
  const registers = [registry];
  return {
    pauseSeconds: new Histogram({
      name: 'usher_balancer_pause_seconds',
      help: 'How long clients were parked before a Monolith served their room again',
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    relaySeconds: new Histogram({
      name: 'usher_balancer_relay_seconds',
      help: `Time from a message’s arrival until it is written, of one message in ${SAMPLED_EVERY}`,
      labelNames: ['direction'],
      buckets: [0.000_005, 0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.001, 0.005, 0.025],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'usher_balancer_http_request_seconds',
      help: 'Proxied requests by status (499: the client hung up): time until the response’s headers',
      labelNames: ['status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 5, 30],
      registers,
    }),
  };
}

type Counters = ReturnType<typeof countersOf>;

/** Counters that are read from numbers counted elsewhere. */
function countersOf(registry: Registry) {
  return {
    one(name: string, help: string, read: () => number): void {
      new Counter({
        name: `usher_balancer_${name}_total`,
        help,
        registers: [registry],
        collect() {
          this.reset();
          this.inc(read());
        },
      });
    },
    labelled(
      name: string,
      help: string,
      label: string,
      read: () => Iterable<readonly [unknown, number]>,
    ): void {
      new Counter({
        name: `usher_balancer_${name}_total`,
        help,
        labelNames: [label],
        registers: [registry],
        collect() {
          this.reset();
          for (const [value, count] of read()) this.inc({ [label]: String(value) }, count);
        },
      });
    },
  };
}
