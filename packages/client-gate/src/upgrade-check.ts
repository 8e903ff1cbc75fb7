import type { QuietLog } from '@usher/kit/runtime';
import { addressBlock, type TrustedProxies } from './client-address.ts';
import type { ClientLimits } from './client-limits.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { errorResponse } from './error-response.ts';
import type { GateCounts } from './gate-counts.ts';
import { isOriginAllowed } from './origins.ts';

/** A limit of connections is hardly over sooner. */
const RETRY_AFTER_SECONDS = '5';

export interface UpgradeCheckOptions {
  /** Whose options limit: the role's section of the configuration. */
  readonly section: string;
  readonly limits: () => ClientLimits;
  readonly allowedOrigins: () => readonly string[];
  readonly connections: ConnectionLimits;
  readonly proxies: TrustedProxies;
  readonly log: QuietLog;
  readonly counts: GateCounts;
}

/** Decides whether a client may connect, before the upgrade (CON-5, CON-8). */
export class UpgradeCheck {
  readonly #options: UpgradeCheckOptions;

  constructor(options: UpgradeCheckOptions) {
    this.#options = options;
  }

  /** The answer to a client that may not connect, or `null`. */
  refusal(request: Request, peer: string, address: string): Response | null {
    const origin = request.headers.get('origin');
    if (!isOriginAllowed(origin, this.#options.allowedOrigins(), this.#hostsOf(request, peer)))
      return this.#wrongOrigin(origin, address);
    const exceeded = this.#options.connections.exceededBy(addressBlock(address));
    return exceeded === null ? null : this.#tooMany(exceeded, address);
  }

  #wrongOrigin(origin: string | null, address: string): Response {
    const { section, counts, log } = this.#options;
    counts.refused('origin');
    const option = `${section}.allowed_origins`;
    log.warn('origin', { address, origin, option }, 'refused a client: its page is of another origin');
    return errorResponse(403, 'OriginNotAllowed', 'pages of this origin may not connect here');
  }

  #tooMany(exceeded: keyof ClientLimits, address: string): Response {
    const { section, limits, counts, log } = this.#options;
    counts.refused(exceeded);
    const option = `${section}.limits.${exceeded}`;
    const limit = limits()[exceeded];
    log.warn(exceeded, { address, option, limit }, `refused a client: ${option} is reached`);
    return errorResponse(503, 'TooManyConnections', 'too many connections; try again in a moment', {
      'Retry-After': RETRY_AFTER_SECONDS,
    });
  }

  /** A proxy in front may have put its own name in `Host`. */
  #hostsOf({ headers }: Request, peer: string): (string | null)[] {
    const { proxies } = this.#options;
    return [headers.get('host'), proxies.trusts(peer) ? headers.get('x-forwarded-host') : null];
  }
}
