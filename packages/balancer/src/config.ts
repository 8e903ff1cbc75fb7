import { allowedOrigins } from '@usher/client-gate';
import { basePath, duration, LOG_LEVELS, port } from '@usher/kit/runtime';
import { linkConfig } from '@usher/link-auth';
import { z } from 'zod';
import { PLACEMENTS } from './core/placement.ts';
import { limitsConfig } from './limits-config.ts';
import { discoveryConfig } from './shell/discovery/discovery-config.ts';
import { parseAuthority } from './shell/discovery/link-address.ts';

/** `host:port` */
const operatorPeer = z.string().transform((text, context) => {
  const address = parseAuthority(text);
  if (address !== null) return address;
  context.addIssue({ code: 'custom', message: 'expected host:port' });
  return z.NEVER;
});

/** The `[balancer]` section of the configuration (spec 5.6). */
export const balancerConfig = z
  .strictObject({
    host: z.string().default('::').describe('Where the public port listens; `::` is IPv4 and IPv6'),
    port: port().default(8080).describe('The public port, for clients and HTTP'),
    base_url: basePath()
      .default('/')
      .describe('Path under which the site is served; the same as that of the Monoliths'),
    operator_host: z.string().default('127.0.0.1').describe('Where the operators’ port listens'),
    operator_port: port().default(8089).describe('The operators’ port'),
    operator_key: z
      .string()
      .default('')
      .describe('Opens the operators’ endpoints; empty: only health, readiness and metrics answer'),
    operator_peers: z
      .array(operatorPeer)
      .default([])
      .describe(
        'Operators’ ports of other Balancers (`host:port`; a name stands for all its addresses), which the live map shows as well; all share one key',
      ),
    api_key: z
      .string()
      .default('')
      .describe(
        'Opens `/api/status/metrics`, `/api/state` and `/api/balancing` on the public port; empty: they are closed',
      ),
    placement: z
      .enum(PLACEMENTS)
      .default('rendezvous')
      .describe('Where rooms that nobody has are placed: `rendezvous`, `least-rooms` or `random`'),
    trusted_proxies: z
      .array(z.string())
      .default(['127.0.0.0/8', '::1/128'])
      .describe('Proxies in front whose `X-Forwarded-*` headers are believed'),
    allowed_origins: allowedOrigins(),
    tls_cert: z
      .string()
      .min(1)
      .exactOptional()
      .describe('PEM file with the certificate and its chain; none: no TLS'),
    tls_key: z.string().min(1).exactOptional().describe('PEM file with the key of `tls_cert`'),
    drain: duration()
      .prefault('20s')
      .describe('Over how long clients are sent elsewhere when the Balancer stops'),
    park: duration()
      .prefault('30s')
      .describe('How long a client waits for a Monolith before it is closed with 1013'),
    discovery: discoveryConfig
      .prefault([{ method: 'static', monoliths: [{ host: '127.0.0.1', port: 3002 }] }])
      .describe('Where the Monoliths are: see [Discovery](#discovery)'),
    limits: limitsConfig.prefault({}).describe('See below'),
  })
  .refine((config) => (config.tls_cert === undefined) === (config.tls_key === undefined), {
    path: ['tls_key'],
    message: 'expected both tls_cert and tls_key, or neither',
  });

export type BalancerConfig = z.output<typeof balancerConfig>;

/** What a Balancer process needs of the whole configuration. */
export const balancerProcessConfig = z.strictObject({
  region: z.string().default('unknown'),
  log_level: z.enum(LOG_LEVELS).default('info'),
  link: linkConfig,
  balancer: balancerConfig,
});

export type BalancerProcessConfig = z.output<typeof balancerProcessConfig>;
