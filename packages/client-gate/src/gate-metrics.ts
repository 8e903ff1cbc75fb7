import { Counter, Gauge, type Registry } from 'prom-client';
import type { Gate } from './gate.ts';
import type { GateCounts } from './gate-counts.ts';
import type { GatedSocket } from './gated-socket.ts';

export interface GateMetricsSources {
  readonly gate: Pick<Gate<GatedSocket>, 'pauses'>;
  readonly counts: GateCounts;
}

/**
 * What the limits for clients have cost so far, and who is not read now (BAL-31, CON-5, CON-6, LNK-51).
 * @param sources asked when somebody reads the metrics
 */
export function addGateMetrics(registry: Registry, prefix: string, sources: () => GateMetricsSources): void {
  const add = metricsAdder(registry, prefix);
  add(
    Gauge,
    'unread_clients',
    'Clients that are not read now, by reason',
    'reason',
    () => sources().gate.pauses.now,
  );
  add(Counter, 'clients_slowed_down_total', 'Times that a client was over its rate', null, () => ({
    '': sources().counts.slowedDown,
  }));
  add(Counter, 'silent_clients_total', 'Clients cut off because nothing came from them', null, () => ({
    '': sources().counts.silentClients,
  }));
  add(Counter, 'closes_total', 'Client sockets closed by this process, by close code', 'code', () =>
    Object.fromEntries(sources().counts.closes),
  );
  add(Counter, 'refusals_total', 'Connections and requests refused, by limit', 'limit', () =>
    Object.fromEntries(sources().counts.refusals),
  );
  add(Counter, 'slow_consumers_total', 'Clients cut off because they did not read, by limit', 'limit', () =>
    Object.fromEntries(sources().counts.slowConsumers),
  );
}

/** Numbers that are read when somebody asks, by the values of one label, or of none. */
export function metricsAdder(registry: Registry, prefix: string) {
  return (
    Kind: typeof Counter | typeof Gauge,
    name: string,
    help: string,
    label: string | null,
    read: () => Readonly<Record<string, number>>,
  ): void => {
    const metric: Counter | Gauge = new Kind({
      name: `${prefix}_${name}`,
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
