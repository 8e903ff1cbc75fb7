import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Router } from '../core/router.ts';
import type { Traffic } from './traffic.ts';

/** The Balancer's metrics, without labels for rooms or clients (BAL-31). Read from plain numbers when they are asked for. */
export function createMetrics(router: Router, traffic: Traffic): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const labelled = (
    name: string,
    help: string,
    label: string,
    read: () => Iterable<readonly [unknown, number]>,
  ) =>
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [value, count] of read()) this.inc({ [label]: String(value) }, count);
      },
    });

  new Gauge({
    name: 'usher_balancer_clients',
    help: 'Clients by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.reset();
      for (const state of ['authenticating', 'placing', 'joined', 'parked']) this.set({ state }, 0);
      for (const { state } of router.clients.values()) this.inc({ state: state.state });
    },
  });
  gauge('usher_balancer_rooms', 'Rooms in the table', () => router.rooms.size);
  gauge('usher_balancer_monoliths', 'Monoliths with an established link', () => router.monoliths.size);
  counter('usher_balancer_client_messages_total', 'Messages from clients', () => traffic.messagesFromClients);
  counter(
    'usher_balancer_client_message_characters_total',
    'Characters in messages from clients',
    () => traffic.charactersFromClients,
  );
  counter('usher_balancer_unicasts_total', 'Messages from Monoliths to one client', () => traffic.unicasts);
  counter('usher_balancer_broadcasts_total', 'Messages from Monoliths to a room', () => traffic.broadcasts);
  counter(
    'usher_balancer_monolith_message_characters_total',
    'Characters in messages from Monoliths',
    () => traffic.charactersFromMonoliths,
  );
  counter('usher_balancer_links_established_total', 'Links established', () => traffic.linksEstablished);
  counter('usher_balancer_links_lost_total', 'Established links that were lost', () => traffic.linksLost);
  counter('usher_balancer_link_errors_total', 'Protocol errors of Monoliths', () => traffic.linkErrors);
  counter(
    'usher_balancer_unauthorized_monoliths_total',
    'Monoliths whose init did not verify',
    () => traffic.unauthorizedMonoliths,
  );
  labelled(
    'usher_balancer_events_total',
    'Routing events and dropped messages by kind',
    'kind',
    () => traffic.drops,
  );
  labelled(
    'usher_balancer_closes_total',
    'Client sockets closed by this Balancer, by close code',
    'code',
    () => traffic.closes,
  );
  labelled(
    'usher_balancer_http_requests_total',
    'Proxied requests by status',
    'status',
    () => traffic.requests,
  );
  return registry;
}
