import type { DiscoverySource } from '../../config.ts';

/** Where a Monolith listens for Balancers (LNK-1). */
export interface LinkAddress {
  readonly host: string;
  readonly port: number;
}

/** The addresses that the configured sources name (BAL-1). */
export function discover(sources: readonly DiscoverySource[]): LinkAddress[] {
  return sources.flatMap(({ monoliths }) => monoliths);
}

/** `host:port`, with brackets around an IPv6 address: for URLs, and as the id of a Monolith that has none (LNK-11). */
export function authority({ host, port }: LinkAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
