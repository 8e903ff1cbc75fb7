import { collectDefaultMetrics, Registry } from 'prom-client';

/** How often the event loop's lag is looked at. With the library's 10 ms, a process that has nothing to do would be woken 100 times a second for this alone. */
const LAG_SAMPLED_EVERY_MS = 100;

/** A registry with what is told of every process: CPU, memory, files, the event loop's lag (BAL-31). */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_SAMPLED_EVERY_MS });
  return registry;
}
