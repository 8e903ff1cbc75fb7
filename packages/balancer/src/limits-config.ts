import { atLeastOne, clientLimits } from '@usher/client-gate';
import { duration, size } from '@usher/kit/runtime';

/** The `[balancer.limits]` section of the configuration: how much clients may do, and how much is kept for anyone. */
export const limitsConfig = clientLimits.extend({
  link_queue: size()
    .prefault('4MiB')
    .describe('Unsent bytes to a Monolith above which its clients are not read, until a quarter is left'),
  response_timeout: duration()
    .prefault('30s')
    .describe('How long a Monolith may take until the headers of its response'),
  requests: atLeastOne(10_000).describe(
    'HTTP requests that may wait for a Monolith at once; more are refused with 503',
  ),
  requests_per_ip: atLeastOne(1_000).describe(
    'The same for one address, or one /64 of IPv6; never more than a quarter of all',
  ),
  joins_in_flight: atLeastOne(500).describe('Unanswered joins to one Monolith; more wait their turn'),
});
