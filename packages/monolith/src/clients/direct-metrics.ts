import { addGateMetrics, metricsAdder } from '@usher/client-gate';
import { Gauge, type Registry } from 'prom-client';
import type { DirectClients } from './direct-clients.ts';

const PREFIX = 'usher_monolith';

/** What waits for direct clients and of them, and what their limits have cost (BAL-31, CON-5, LNK-51). */
export function addDirectMetrics(registry: Registry, direct: DirectClients): void {
  metricsAdder(registry, PREFIX)(
    Gauge,
    'queue_bytes',
    'Bytes that wait, by kind; of direct clients',
    'kind',
    () => ({
      to_clients: direct.sockets.counts.unsentToClients,
      from_slowed_clients: direct.sockets.gate.rate.heldBytes,
      from_waiting_clients: direct.pendingBytes,
    }),
  );
  addGateMetrics(registry, PREFIX, () => direct.sockets);
}
