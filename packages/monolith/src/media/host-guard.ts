import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address-guard.ts';
import { localFile, unsupportedService, type MediaError } from './media-error.ts';

/** The addresses of a host name. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/** Says what may be fetched: the public web, and what the operator has named (MED-1). */
export class HostGuard {
  readonly #allowed: ReadonlySet<string>;
  readonly #resolve: ResolveHost;

  /** @param allowHosts `host` or `host:port`, as `readMediaHost` takes them */
  constructor(allowHosts: readonly string[], resolve: ResolveHost = resolveBySystem) {
    this.#allowed = new Set(allowHosts.map((host) => readMediaHost(host) ?? host));
    this.#resolve = resolve;
  }

  /**
   * Checks all that can be seen of a URL before its host is resolved. An address in place of a name is checked here: it is never looked up.
   * @throws MediaError
   */
  check(url: URL): void {
    checkLink(url);
    if (this.#isAllowed(url)) return;
    if (Number(portOf(url)) < 1024 && !WEB_PORTS.has(portOf(url)))
      throw unsupportedService(`Port ${portOf(url)} is not one of the web.`);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) !== 0 && !isPublicAddress(literal)) throw outOfReach();
  }

  /** Resolves the host of `url` for the connection that is being made: what was checked is what is connected to. */
  lookupFor(url: URL): LookupFunction {
    const isAllowed = this.#isAllowed(url);
    const answer = async (...[hostname, options, done]: Parameters<LookupFunction>) => {
      const found = await this.#resolve(hostname).catch(() => []);
      const usable = isAllowed ? found : found.filter(isPublicAddress);
      const addresses = usable.map((address) => ({ address, family: isIP(address) }));
      const [first] = addresses;
      if (first === undefined) done(outOfReach(), '');
      else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    };
    return (...question) => void answer(...question);
  }

  #isAllowed(url: URL): boolean {
    const host = url.hostname.replace(/\.$/, '');
    return this.#allowed.has(host) || this.#allowed.has(`${host}:${portOf(url)}`);
  }
}

/**
 * Checks what any link to media must be.
 * @throws MediaError
 */
export function checkLink(url: URL): void {
  if (url.protocol === 'file:') throw localFile();
  if (!/^https?:$/.test(url.protocol))
    throw unsupportedService('Only links that begin with "http:" or "https:" can be played here.');
  if (url.username !== '' || url.password !== '')
    throw unsupportedService('A link with a name or password in it would give them to everyone in the room.');
}

/** An entry of `media_allow_hosts` as it is compared; `null`: neither `host` nor `host:port`. */
export function readMediaHost(text: string): string | null {
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(text) ?? [];
  const url = URL.parse(`http://${host}`);
  if (url === null || url.href !== `http://${url.hostname}/`) return null;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return null;
  const hostname = url.hostname.replace(/\.$/, '');
  return port === undefined ? hostname : `${hostname}:${Number(port)}`;
}

/** Below 1024 are other protocols' ports, whose servers might take a request for something to do. */
const WEB_PORTS: ReadonlySet<string> = new Set(['80', '443']);

const portOf = ({ port, protocol }: URL): string => port || (protocol === 'https:' ? '443' : '80');

/** One message for both, so that nobody can ask us which names exist in our network. */
const outOfReach = (): MediaError =>
  unsupportedService(
    'This host is unknown, or not on the public Internet. The operator can allow it with monolith.media_allow_hosts.',
  );

async function resolveBySystem(hostname: string): Promise<string[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}
