import { duration, size } from '@usher/kit/runtime';
import { z } from 'zod';

const atLeastOne = (value: number) => z.int().min(1).default(value);

/** The `[balancer.limits]` section of the configuration: how much clients may do, and how much is kept for anyone. */
export const limitsConfig = z.strictObject({
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
  link_queue: size()
    .prefault('4MiB')
    .describe('Unsent bytes to a Monolith above which its clients are not read, until a quarter is left'),
  response_timeout: duration()
    .prefault('30s')
    .describe('How long a Monolith may take until the headers of its response'),
  joins_in_flight: atLeastOne(500).describe('Unanswered joins to one Monolith; more wait their turn'),
});
