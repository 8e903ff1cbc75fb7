export { FakeTime } from './fake-time.ts';
export { percentile } from './percentile.ts';
export { seededRandom } from './seeded-random.ts';
export { until } from './until.ts';
