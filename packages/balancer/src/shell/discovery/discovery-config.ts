import { isIP } from 'node:net';
import { duration, port as anyPort } from '@usher/kit/runtime';
import { z } from 'zod';
import { DEFAULT_LINK_PORT, linkAddressSchema, parseAuthority } from './link-address.ts';

const INTERVAL_MIN_MS = 10;

const linkPort = () => anyPort().min(1);
const interval = (usual: string) =>
  duration()
    .refine((ms) => ms >= INTERVAL_MIN_MS, `expected at least "${INTERVAL_MIN_MS}ms"`)
    .prefault(usual);
const label = () => z.string().regex(/^[a-z0-9-]+$/i, 'expected letters, digits and hyphens');

/** A name server: an address, with a port if that is not 53. */
const nameServer = () =>
  z
    .string()
    .refine(
      (text) => isIP(text) !== 0 || isIP(parseAuthority(text)?.host ?? '') !== 0,
      'expected an IP address such as "10.0.0.2", or one with a port such as "127.0.0.1:8600" or "[::1]:8600"',
    );

const common = { dialect: z.enum(['seed', 'ott']).default('seed') };

const staticSource = z.strictObject({
  method: z.literal('static'),
  ...common,
  monoliths: z.array(linkAddressSchema).min(1),
});

const dnsSource = z
  .strictObject({
    method: z.literal('dns'),
    ...common,
    query: z.string().min(1),
    type: z.enum(['A', 'AAAA', 'A+AAAA', 'SRV']).default('A'),
    port: linkPort().exactOptional(),
    server: nameServer().exactOptional(),
    interval: interval('5s'),
  })
  .refine(({ type, port }) => type !== 'SRV' || port === undefined, {
    path: ['port'],
    message: 'expected no port, because SRV records name theirs',
  });

const flySource = z.strictObject({
  method: z.literal('fly'),
  ...common,
  app: label(),
  region: label().exactOptional(),
  port: linkPort().default(DEFAULT_LINK_PORT),
  server: nameServer().exactOptional(),
  interval: interval('5s'),
});

const fileSource = z.strictObject({
  method: z.literal('file'),
  ...common,
  path: z.string().min(1),
  interval: interval('1s'),
});

const pushSource = z.strictObject({
  method: z.literal('push'),
  ...common,
  host: z.string().default('127.0.0.1'),
  port: anyPort(),
});

const discoverySource = z.discriminatedUnion('method', [
  staticSource,
  dnsSource,
  flySource,
  fileSource,
  pushSource,
]);

export type DiscoverySource = z.output<typeof discoverySource>;
export type Dialect = DiscoverySource['dialect'];

/** `[[balancer.discovery]]`: where Monoliths are found (BAL-1). */
export const discoveryConfig = z
  .array(discoverySource)
  .min(1)
  .superRefine((sources, context) => {
    const dialect = dialectOf(sources);
    for (const [index, source] of sources.entries()) {
      if (source.dialect === dialect) continue;
      context.addIssue({
        code: 'custom',
        path: [index, 'dialect'],
        message: `expected "${dialect}", as in balancer.discovery.0 (epochs of the two cannot be compared)`,
      });
    }
  });

/** The one dialect that all Monoliths speak (BAL-1). */
export function dialectOf(sources: readonly DiscoverySource[]): Dialect {
  return sources[0]?.dialect ?? 'seed';
}
