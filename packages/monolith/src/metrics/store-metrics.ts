import { Counter, Histogram, type Registry } from 'prom-client';

const BUCKETS = [0.000_1, 0.000_25, 0.001, 0.002_5, 0.01, 0.025, 0.1, 0.25, 1, 3];

/** What the two stores are asked, how long that takes and how it ends (BAL-31). */
export class StoreMetrics {
  readonly #live = new Histogram({
    name: 'usher_monolith_store_seconds',
    help: 'Calls to the live-state store, by operation',
    labelNames: ['operation'],
    buckets: BUCKETS,
    registers: [],
  });
  readonly #liveErrors = new Counter({
    name: 'usher_monolith_store_errors_total',
    help: 'Calls to the live-state store that failed, by operation',
    labelNames: ['operation'],
    registers: [],
  });
  readonly #claims = new Counter({
    name: 'usher_monolith_claims_total',
    help: 'Rooms that this Monolith wanted, by what the live-state store said',
    labelNames: ['result'],
    registers: [],
  });
  readonly #conflicts = new Counter({
    name: 'usher_monolith_stale_writes_total',
    help: 'Saves and releases that the live-state store refused because another Monolith has the room',
    registers: [],
  });
  readonly #database = new Histogram({
    name: 'usher_monolith_database_seconds',
    help: 'Statements of the database, by kind and outcome',
    labelNames: ['statement', 'outcome'],
    buckets: BUCKETS,
    registers: [],
  });

  readonly asked = (operation: string, seconds: number): void => {
    this.#live.observe({ operation }, seconds);
  };

  readonly failed = (operation: string): void => this.#liveErrors.inc({ operation });

  readonly claimed = (result: string): void => this.#claims.inc({ result });

  readonly stale = (): void => this.#conflicts.inc();

  readonly queried = (statement: string, isOk: boolean, seconds: number): void => {
    this.#database.observe({ statement, outcome: isOk ? 'ok' : 'failed' }, seconds);
  };

  addTo(registry: Registry): void {
    registry.registerMetric(this.#live);
    registry.registerMetric(this.#liveErrors);
    registry.registerMetric(this.#claims);
    registry.registerMetric(this.#conflicts);
    registry.registerMetric(this.#database);
  }
}
