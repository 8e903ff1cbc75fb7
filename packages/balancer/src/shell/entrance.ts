import type { BalancerConfig } from '../config.ts';
import { addressBlock, type TrustedProxies } from './client-address.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { errorResponse } from './http-headers.ts';
import { isOriginAllowed } from './origins.ts';
import type { QuietLog } from './quiet-log.ts';
import type { Traffic } from './traffic.ts';

/** A limit of connections is hardly over sooner. */
const RETRY_AFTER_SECONDS = '5';

/** Decides whether a client may connect, before the upgrade (CON-5, CON-8). */
export class Entrance {
  readonly #config: () => Pick<BalancerConfig, 'allowed_origins' | 'limits'>;
  readonly #limits: ConnectionLimits;
  readonly #proxies: TrustedProxies;
  readonly #log: QuietLog;
  readonly #traffic: Traffic;

  constructor(options: {
    config: () => Pick<BalancerConfig, 'allowed_origins' | 'limits'>;
    limits: ConnectionLimits;
    proxies: TrustedProxies;
    log: QuietLog;
    traffic: Traffic;
  }) {
    this.#config = options.config;
    this.#limits = options.limits;
    this.#proxies = options.proxies;
    this.#log = options.log;
    this.#traffic = options.traffic;
  }

  /** The answer to a client that may not connect, or `null`. */
  refusal(request: Request, peer: string, address: string): Response | null {
    const origin = request.headers.get('origin');
    if (!isOriginAllowed(origin, this.#config().allowed_origins, this.#hostsOf(request, peer))) {
      this.#traffic.refused('origin');
      const option = 'balancer.allowed_origins';
      this.#log.warn(
        'origin',
        { address, origin, option },
        'refused a client: its page is of another origin',
      );
      return errorResponse(403, 'OriginNotAllowed', 'pages of this origin may not connect here');
    }
    const exceeded = this.#limits.exceededBy(addressBlock(address));
    if (exceeded === null) return null;
    this.#traffic.refused(exceeded);
    const option = `balancer.limits.${exceeded}`;
    const limit = this.#config().limits[exceeded];
    this.#log.warn(exceeded, { address, option, limit }, `refused a client: ${option} is reached`);
    return errorResponse(503, 'TooManyConnections', 'too many connections; try again in a moment', {
      'Retry-After': RETRY_AFTER_SECONDS,
    });
  }

  /** A proxy in front may have put its own name in `Host`. */
  #hostsOf({ headers }: Request, peer: string): (string | null)[] {
    return [headers.get('host'), this.#proxies.trusts(peer) ? headers.get('x-forwarded-host') : null];
  }
}
