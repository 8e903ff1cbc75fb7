import { duration, LOG_LEVELS, port, size } from '@usher/kit/runtime';
import { linkConfig } from '@usher/link-auth';
import { z } from 'zod';
import { PLACEMENTS } from './core/placement.ts';

const address = z.strictObject({ host: z.string().min(1), port: port().min(1) });

const discoverySource = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.literal('static'),
    dialect: z.literal('seed').default('seed'),
    monoliths: z.array(address).min(1),
  }),
]);

const limits = z.strictObject({
  message: size().prefault('64KiB'),
  auth_timeout: duration().prefault('10s'),
});

/** The `[balancer]` section of the configuration (spec 5.6). */
export const balancerConfig = z.strictObject({
  host: z.string().default('::'),
  port: port().default(8080),
  operator_host: z.string().default('127.0.0.1'),
  operator_port: port().default(8089),
  operator_key: z.string().default(''),
  api_key: z.string().default(''),
  placement: z.enum(PLACEMENTS).default('rendezvous'),
  trusted_proxies: z.array(z.string()).default(['127.0.0.0/8', '::1/128']),
  drain: duration().prefault('20s'),
  park: duration().prefault('30s'),
  discovery: z
    .array(discoverySource)
    .min(1)
    .default([{ method: 'static', dialect: 'seed', monoliths: [{ host: '127.0.0.1', port: 3002 }] }]),
  limits: limits.prefault({}),
});

export type BalancerConfig = z.output<typeof balancerConfig>;
export type DiscoverySource = z.output<typeof discoverySource>;

/** What a Balancer process needs of the whole configuration. */
export const balancerProcessConfig = z.strictObject({
  region: z.string().default('unknown'),
  log_level: z.enum(LOG_LEVELS).default('info'),
  link: linkConfig,
  balancer: balancerConfig,
});

export type BalancerProcessConfig = z.output<typeof balancerProcessConfig>;
