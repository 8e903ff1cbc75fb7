import { BlockList, isIP } from 'node:net';
import { ConfigError } from '@usher/kit';

/** Finds out who a request comes from, and which proxies may say so (BAL-21, CON-5). */
export class TrustedProxies {
  readonly #list = new BlockList();
  readonly #isKnown: (address: string) => boolean;

  /**
   * @param option the option that lists them, for messages
   * @param isKnown says which other addresses are trusted now, such as those of linked Balancers
   * @throws ConfigError when an entry is neither an address nor a network
   */
  constructor(
    networks: readonly string[],
    option: string,
    isKnown: (address: string) => boolean = () => false,
  ) {
    this.#isKnown = isKnown;
    for (const network of networks) {
      const [address = '', prefix] = network.split('/');
      const family = isIP(address);
      const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix);
      const isValid =
        family !== 0 && Number.isInteger(bits) && bits >= 0 && bits <= (family === 4 ? 32 : 128);
      if (!isValid) {
        throw new ConfigError(
          `${option}: expected addresses or networks such as "10.0.0.0/8", found "${network}"`,
        );
      }
      this.#list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6');
    }
  }

  trusts(address: string): boolean {
    const family = isIP(address);
    if (family === 0) return false;
    return this.#list.check(address, family === 4 ? 'ipv4' : 'ipv6') || this.#isKnown(address);
  }

  /** The client's address: the peer's, or behind trusted proxies the rightmost element that none of them is. */
  clientOf(peer: string, forwardedFor: string | null): string {
    let client = peer;
    for (const hop of (forwardedFor ?? '').split(',').toReversed()) {
      if (!this.trusts(client)) break;
      const address = plainAddress(hop.trim());
      if (isIP(address) === 0) break;
      client = address;
    }
    return client;
  }
}

/** IPv4 addresses that arrived over an IPv6 socket are IPv4 addresses. */
export function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}

/** Whose connections are counted together (CON-5): an IPv4 address, or the /64 of an IPv6 one, which is one customer's. */
export function addressBlock(address: string): string {
  if (isIP(address) !== 6) return address;
  const [start = '', end] = address.replace(/%.*/, '').split('::');
  const head = start === '' ? [] : start.split(':');
  const tail = end ? end.split(':') : [];
  // An IPv4 address at the end stands for two groups.
  const tailGroups = tail.length + (tail.at(-1)?.includes('.') ? 1 : 0);
  const zeros = end === undefined ? 0 : 8 - head.length - tailGroups;
  const groups = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
