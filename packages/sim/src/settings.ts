import { balancerConfig } from '@usher/balancer';

const KiB = 1024;

/** How the simulated site is configured: as ever, but with queues small enough to be filled. */
export const SETTINGS = {
  unloadAfterMs: 6000,
  shutdownMs: 5000,
  parkMs: 30_000,
  joinsInFlightMax: 3,
  clientQueueBytes: 4 * KiB,
  drainMs: 4000,
} as const;

export const BALANCER_CONFIG = balancerConfig.parse({
  drain: `${SETTINGS.drainMs}ms`,
  park: `${SETTINGS.parkMs}ms`,
  limits: {
    joins_in_flight: SETTINGS.joinsInFlightMax,
    client_queue: SETTINGS.clientQueueBytes / KiB + 'KiB',
  },
});
