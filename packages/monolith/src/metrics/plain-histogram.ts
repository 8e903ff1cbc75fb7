import type { Histogram, Registry } from 'prom-client';

/** A histogram whose `observe` allocates nothing: for what happens with every message. */
export class PlainHistogram {
  readonly #bounds: readonly number[];
  /** How many were at most each bound and above the one before; last those above all. */
  readonly #counts: Float64Array;
  #sum = 0;

  /** @param bounds ascending */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    let bucket = 0;
    while (bucket < this.#bounds.length && value > (this.#bounds[bucket] ?? Infinity)) bucket++;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += value;
  }

  get count(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** As Prometheus reads it: every bucket counts those below it, too. */
  values(name: string, labels: Readonly<Record<string, string>> = {}): MetricValue[] {
    let below = 0;
    const buckets = [...this.#bounds, '+Inf'].map((le, index): MetricValue => {
      below += this.#counts[index] ?? 0;
      return { metricName: `${name}_bucket`, labels: { ...labels, le }, value: below };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: this.#sum },
      { metricName: `${name}_count`, labels, value: below },
    ];
  }
}

interface MetricValue {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** Shows histograms that are kept elsewhere as one metric, by the values of one label or of none. */
export function addHistogram(
  registry: Registry,
  { name, help, label = null }: { name: string; help: string; label?: string | null },
  read: () => Readonly<Record<string, PlainHistogram>>,
): void {
  const metric = {
    name,
    help,
    type: 'histogram',
    aggregator: 'sum',
    reset() {},
    async get() {
      const values = Object.entries(read()).flatMap(([value, histogram]) =>
        histogram.values(name, label === null ? {} : { [label]: value }),
      );
      return { name, help, type: 'histogram', values, aggregator: 'sum' };
    },
  };
  // A registry asks nothing else of its metrics.
  registry.registerMetric(metric as unknown as Histogram);
}
