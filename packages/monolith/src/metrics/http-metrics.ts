import { Histogram, type Registry } from 'prom-client';

/** Requests over HTTP and how long their responses took (BAL-31). */
export class HttpMetrics {
  readonly #seconds = new Histogram({
    name: 'usher_monolith_http_request_seconds',
    help: 'HTTP requests by route and status: time until the response’s headers',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 5, 15],
    registers: [],
  });

  readonly answered = (route: string, status: number, seconds: number): void => {
    this.#seconds.observe({ route, status }, seconds);
  };

  addTo(registry: Registry): void {
    registry.registerMetric(this.#seconds);
  }
}
