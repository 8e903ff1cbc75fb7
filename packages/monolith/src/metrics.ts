import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** What is measured of a Monolith; asked for when somebody reads the metrics. */
export interface Measured {
  readonly rooms: () => number;
  readonly clients: () => number;
  readonly directClients: () => number;
  readonly balancers: () => number;
  /** LNK-50 */
  readonly unsentBytes: () => number;
  /** Since the process began. */
  readonly messages: () => number;
}

const GAUGES = {
  rooms: { name: 'usher_monolith_rooms', help: 'Rooms loaded' },
  clients: { name: 'usher_monolith_clients', help: 'Clients in rooms, or about to be' },
  directClients: { name: 'usher_monolith_direct_clients', help: 'Clients connected without a Balancer' },
  balancers: { name: 'usher_monolith_balancers', help: 'Balancers known' },
  unsentBytes: {
    name: 'usher_monolith_link_unsent_bytes',
    help: 'Bytes that wait for Balancers to read them',
  },
} as const;

/** Metrics for Prometheus, without a label per room or client (BAL-31). */
export function createMetrics(measured: Measured): Registry {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const [key, { name, help }] of Object.entries(GAUGES) as [
    keyof typeof GAUGES,
    { name: string; help: string },
  ][]) {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(measured[key]());
      },
    });
  }
  new Counter({
    name: 'usher_monolith_messages_total',
    help: 'Messages of clients',
    registers,
    collect() {
      this.reset();
      this.inc(measured.messages());
    },
  });
  return registry;
}
