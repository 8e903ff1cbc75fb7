import { duration, size } from '@usher/kit/runtime';
import { z } from 'zod';
import { readAllowedOrigin } from './origins.ts';

/** An option that counts something. */
export const atLeastOne = (value: number) => z.int().min(1).default(value);

/** How much clients may do, wherever their sockets end: options of `[balancer.limits]` and `[monolith.limits]` (CON-5, OWN-6). */
export const clientLimits = z.strictObject({
  message: size().prefault('64KiB').describe('Longest message of a client; longer ones close it with 1009'),
  messages_per_second: atLeastOne(20).describe(
    'Messages of one client in a second; above it is read more slowly, and closed with 1008 when that lasts for 10 s',
  ),
  messages_burst: atLeastOne(60).describe('Messages that a client may send at once after a pause'),
  clients: atLeastOne(50_000).describe('Clients in all; more are refused with 503'),
  clients_per_ip: atLeastOne(100).describe('Clients from one address, or from one /64 of IPv6'),
  unauthenticated: atLeastOne(10_000).describe('Clients that have not authenticated yet'),
  handshakes_per_second: atLeastOne(2_000).describe('New clients in a second'),
  auth_timeout: duration().prefault('10s').describe('How long a client may take to authenticate'),
  client_ping: duration().prefault('25s').describe('A client that has been silent for so long is pinged'),
  client_silence: duration().prefault('35s').describe('A client that has been silent for so long is cut off'),
  client_queue: size()
    .prefault('1MiB')
    .describe('Unsent bytes above which a client is cut off after 5 s; at four times as much, at once'),
  client_queues: size()
    .prefault('256MiB')
    .describe('Unsent bytes for all clients; above, those with the most are cut off'),
  http_idle: duration()
    .prefault('2m')
    .describe('An HTTP connection on which nothing moves for so long is closed; at most 255 s'),
});

export type ClientLimits = z.output<typeof clientLimits>;

const allowedOrigin = z.string().transform((text, context) => {
  const origin = readAllowedOrigin(text);
  if (origin !== null) return origin;
  context.addIssue('expected "same-host", "*" or an origin such as "https://example.com"');
  return z.NEVER;
});

/** The option that says which pages may connect (CON-8). */
export const allowedOrigins = () =>
  z
    .array(allowedOrigin)
    .default(['same-host'])
    .describe(
      'Pages that may connect: `same-host` (pages from here), origins such as `https://example.com`, or `*`',
    );
