export { Backoff } from './backoff.ts';
export { assert, ConfigError, unreachable } from './errors.ts';
export { SlidingWindow } from './rate.ts';
export type { Cancel, Clock, Random, Timers } from './time.ts';
