import { promises as dns } from 'node:dns';
import type { DiscoveryMethod } from './address-source.ts';
import { linkAddress, type LinkAddress } from './link-address.ts';

export type RecordType = 'A' | 'AAAA' | 'A+AAAA' | 'SRV';

/** One Monolith per record: Docker, headless services of Kubernetes, Consul, Fly. */
export class DnsMethod implements DiscoveryMethod {
  readonly #query: string;
  readonly #type: RecordType;
  readonly #port: number;
  readonly #server: string | undefined;

  constructor(options: { query: string; type: RecordType; port: number; server: string | undefined }) {
    this.#query = options.query;
    this.#type = options.type;
    this.#port = options.port;
    this.#server = options.server;
  }

  async lookUp(signal: AbortSignal): Promise<readonly LinkAddress[]> {
    // A resolver keeps its answers for as long as their TTL says, and its configuration for ever: a new one has neither.
    const resolver = new dns.Resolver();
    if (this.#server !== undefined) resolver.setServers([this.#server]);
    signal.addEventListener('abort', () => resolver.cancel(), { once: true });
    const found =
      this.#type === 'SRV'
        ? await services(resolver, this.#query)
        : (await hosts(resolver, this.#query, this.#type)).map((host) => ({ host, port: this.#port }));
    return found.map(({ host, port }) => linkAddress(host, port)).filter((address) => address !== null);
  }
}

/** Both families must have been answered: half a list would look like Monoliths that are gone. */
async function hosts(
  resolver: dns.Resolver,
  name: string,
  type: Exclude<RecordType, 'SRV'>,
): Promise<string[]> {
  const [v4, v6] = await Promise.all([
    type === 'AAAA' ? [] : orNone(resolver.resolve4(name)),
    type === 'A' ? [] : orNone(resolver.resolve6(name)),
  ]);
  return [...v4, ...v6];
}

/** The targets' addresses come from the same name server: the system may not know them. A target without any is skipped. */
async function services(resolver: dns.Resolver, name: string): Promise<{ host: string; port: number }[]> {
  const records = await orNone(resolver.resolveSrv(name));
  const addresses = await Promise.all(
    records.map(async ({ name: target, port }) => {
      const v4 = await hosts(resolver, target, 'A');
      const found = v4.length > 0 ? v4 : await hosts(resolver, target, 'AAAA');
      return found.map((host) => ({ host, port }));
    }),
  );
  return addresses.flat();
}

/** That there is no such name, or no such record, is an answer; anything else is a failure to get one. */
async function orNone<Found>(answer: Promise<Found[]>): Promise<Found[]> {
  try {
    return await answer;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw error;
  }
}
