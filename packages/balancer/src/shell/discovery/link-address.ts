import { isIP } from 'node:net';
import { port as anyPort } from '@usher/kit/runtime';
import { z } from 'zod';

/** Where a Monolith listens for Balancers (LNK-1), in the one way of writing it that `linkAddress` gives. */
export interface LinkAddress {
  readonly host: string;
  readonly port: number;
}

/** Where Monoliths listen unless they are told otherwise (LNK-1). */
export const DEFAULT_LINK_PORT = 3002;

/** `{ host, port }` in the configuration and in files. */
export const linkAddressSchema = z
  .strictObject({ host: z.string(), port: anyPort().min(1) })
  .transform((found, context) => {
    const address = linkAddress(found.host, found.port);
    if (address !== null) return address;
    context.addIssue({ code: 'custom', path: ['host'], message: 'expected a host name or an IP address' });
    return z.NEVER;
  });

/** The address, written so that the same one always looks the same; `null` if that is no host or no port. */
export function linkAddress(host: string, port: number): LinkAddress | null {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return null;
  if (isIP(host) === 0 && !/^[\w.-]+$/.test(host)) return null;
  const url = URL.parse(`ws://${authority({ host, port })}/`);
  return url === null ? null : { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port };
}

/** Reads `host:port` or `[v6]:port`. */
export function parseAuthority(text: string): LinkAddress | null {
  const [, v6, name, port] = /^(?:\[([^\]]+)\]|([^[\]:]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = v6 ?? name;
  if (host === undefined || (v6 !== undefined && isIP(v6) !== 6)) return null;
  return linkAddress(host, Number(port));
}

/** `host:port`, with brackets around an IPv6 address: for URLs, and as the id of a Monolith that has none (LNK-11). */
export function authority({ host, port }: LinkAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
