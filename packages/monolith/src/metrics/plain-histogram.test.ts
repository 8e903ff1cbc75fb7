import { expect, it } from 'bun:test';
import { Histogram, Registry } from 'prom-client';
import { addHistogram, PlainHistogram } from './plain-histogram.ts';

it('[BAL-31] reads as a histogram of the library does', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const buckets = [0.1, 0.5, 1];
  const plain = new PlainHistogram(buckets);
  addHistogram(ours, { name: 'seconds', help: 'Some', label: 'kind' }, () => ({ one: plain }));
  const real = new Histogram({
    name: 'seconds',
    help: 'Some',
    labelNames: ['kind'],
    buckets,
    registers: [theirs],
  });
  for (const value of [0, 0.1, 0.100_1, 0.5, 0.75, 1, 1.5, 99]) {
    plain.observe(value);
    real.observe({ kind: 'one' }, value);
  }
  const lines = async (registry: Registry) =>
    (await registry.metrics())
      .split('\n')
      .map((line) =>
        line.replace(/\{(.*)\}/, (_, labels: string) => `{${labels.split(',').toSorted().join(',')}}`),
      );
  expect(await lines(ours)).toEqual(await lines(theirs));
});
