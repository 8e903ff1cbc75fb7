import type { Service } from '@usher/protocol';
import { Counter, Histogram, type Registry } from 'prom-client';

/** Counts lookups by service and by how they ended, and how long the fetched ones took (BAL-31). */
export class MediaMetrics {
  readonly #lookups = new Counter({
    name: 'usher_monolith_media_lookups_total',
    help: 'Lookups of videos, by service and outcome: found, cached, failed, or the name of an error',
    labelNames: ['service', 'outcome'],
    registers: [],
  });
  readonly #seconds = new Histogram({
    name: 'usher_monolith_media_fetch_seconds',
    help: 'How long it took to ask a service about a video',
    labelNames: ['service'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15],
    registers: [],
  });

  readonly observe = (service: Service, outcome: string, seconds: number): void => {
    this.#lookups.inc({ service, outcome });
    if (outcome !== 'cached') this.#seconds.observe({ service }, seconds);
  };

  addTo(registry: Registry): void {
    registry.registerMetric(this.#lookups);
    registry.registerMetric(this.#seconds);
  }
}
