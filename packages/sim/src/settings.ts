import { balancerConfig, type BalancerConfig } from '@usher/balancer';

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

/** One that is never full, and one that is while a Monolith does not answer for some seconds. */
export const LINK_QUEUES_BYTES = [4 * KiB * KiB, 4 * KiB] as const;

const CONFIGS = new Map<number, BalancerConfig>(LINK_QUEUES_BYTES.map((bytes) => [bytes, configWith(bytes)]));

/** A Balancer's. @param linkQueueBytes one of `LINK_QUEUES_BYTES` */
export function balancerConfigOf(linkQueueBytes: number): BalancerConfig {
  return CONFIGS.get(linkQueueBytes) ?? configWith(linkQueueBytes);
}

function configWith(linkQueueBytes: number): BalancerConfig {
  return balancerConfig.parse({
    drain: `${SETTINGS.drainMs}ms`,
    park: `${SETTINGS.parkMs}ms`,
    limits: {
      joins_in_flight: SETTINGS.joinsInFlightMax,
      client_queue: SETTINGS.clientQueueBytes / KiB + 'KiB',
      link_queue: linkQueueBytes / KiB + 'KiB',
    },
  });
}
