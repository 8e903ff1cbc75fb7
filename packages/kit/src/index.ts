export { Backoff } from './backoff.ts';
export { BinaryHeap } from './binary-heap.ts';
export { Deadlines } from './deadlines.ts';
export { assert, ConfigError, unreachable } from './errors.ts';
export { Liveness } from './liveness.ts';
export { SlidingWindow } from './sliding-window.ts';
export { Tally } from './tally.ts';
export { TokenBucket, type Rate } from './token-bucket.ts';
export type { Cancel, Clock, Random, Timers } from './time.ts';
