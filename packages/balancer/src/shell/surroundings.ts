import type { TrustedProxies } from '@usher/client-gate';
import type { Clock, Timers } from '@usher/kit';
import type { Logger } from '@usher/kit/runtime';
import type { BalancerConfig } from '../config.ts';
import type { Traffic } from './traffic.ts';

/** What the parts of a Balancer are put into. */
export interface Surroundings {
  /** As it was at the start. */
  readonly options: BalancerConfig;
  /** As it is now: some of it can be changed while running (BAL-33). */
  readonly config: () => BalancerConfig;
  readonly traffic: Traffic;
  readonly proxies: TrustedProxies;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
}
