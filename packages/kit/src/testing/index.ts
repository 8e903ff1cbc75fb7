export { FakeTime } from './fake-time.ts';
export { seededRandom } from './seeded-random.ts';
export { until } from './until.ts';
