import { plainAddress, TrustedProxies } from '@usher/client-gate';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './authentication.ts';

/**
 * Whose `X-Forwarded-*` headers a Monolith believes (API-11): configured proxies', and those of Balancers that hold a link. A Balancer
 * is recognised by its address alone. That is safe: it has shown that it knows the cluster's secret, over a TCP connection, whose address
 * nobody else can have answered from. So only who runs on its machine, or behind the same NAT, is believed like it, and these can
 * choose their address anyway where the Balancer itself trusts its own machine. Of a Balancer on this machine the address is a loopback
 * one, which nobody from elsewhere has.
 * @param balancers the addresses of those that hold a link now
 * @throws ConfigError when an entry is neither an address nor a network
 */
export function trustedProxies(
  networks: readonly string[],
  balancers: () => readonly string[],
): TrustedProxies {
  const isBalancer = (address: string) => balancers().some((other) => plainAddress(other) === address);
  return new TrustedProxies(networks, 'monolith.trusted_proxies', isBalancer);
}

/** What is known of where a request comes from. */
export interface Client {
  readonly address: string;
  /** Whether its own connection is encrypted, though that may end at a proxy. */
  readonly isEncrypted: boolean;
}

/** Finds that out for all that comes after. */
export function identifyClient(proxies: TrustedProxies): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const { env, req } = context;
    context.set('client', {
      address: proxies.clientOf(env.peer, req.header('X-Forwarded-For') ?? null),
      isEncrypted: isEncrypted(proxies, req.raw, env.peer),
    });
    await next();
  };
}

/** The origin of the site as the client knows it. `url` is the request's. */
export function originOf(proxies: TrustedProxies, request: Request, url: URL, peer: string): string {
  return `${isEncrypted(proxies, request, peer) ? 'https' : 'http'}://${url.host}`;
}

function isEncrypted(proxies: TrustedProxies, { headers, url }: Request, peer: string): boolean {
  const forwarded = proxies.trusts(peer) ? headers.get('X-Forwarded-Proto') : null;
  return (forwarded ?? url).startsWith('https');
}
