import { lookup } from 'node:dns/promises';
import { errorResponse } from '@usher/client-gate';
import { authority, type LinkAddress } from '../discovery/link-address.ts';

/** Until a peer's answer begins. */
const HEADERS_TIMEOUT_MS = 5000;

/**
 * The operators' ports of other Balancers, read through this one with the key that all share, so that one live map shows them together
 * (WEB-20). Balancers know nothing of each other otherwise (BAL-35).
 */
export class OperatorPeers {
  #addresses: readonly LinkAddress[] = [];
  #key = '';

  configure(addresses: readonly LinkAddress[], key: string): void {
    this.#addresses = addresses;
    this.#key = key;
  }

  /** One address per host; a name stands for all that it leads to at this moment. */
  async list(): Promise<readonly string[]> {
    const found = await Promise.all(this.#addresses.map(resolveAll));
    return [...new Set(found.flat())].toSorted();
  }

  /** Passes a reading request on. Only to an address of the list: nobody else gets the key. */
  async read(peer: string, path: '/state' | '/events', request: Request): Promise<Response> {
    if (!(await this.list()).includes(peer))
      return errorResponse(404, 'NotFound', `there is no peer ${peer}`);
    const tooLate = new AbortController();
    const timer = setTimeout(() => tooLate.abort(), HEADERS_TIMEOUT_MS);
    try {
      const answer = await fetch(`http://${peer}${path}${new URL(request.url).search}`, {
        headers: { Authorization: `Bearer ${this.#key}` },
        redirect: 'error',
        signal: AbortSignal.any([request.signal, tooLate.signal]),
      });
      if (answer.ok) return new Response(answer.body, { headers: passedOn(answer) });
      return errorResponse(
        502,
        'BadPeer',
        `${peer} answers ${answer.status}: do all Balancers share one key?`,
      );
    } catch {
      return errorResponse(502, 'BadPeer', `${peer} does not answer`);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function resolveAll({ host, port }: LinkAddress): Promise<readonly string[]> {
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.map(({ address }) => authority({ host: address, port }));
}

const passedOn = ({ headers }: Response) => ({
  'Content-Type': headers.get('content-type') ?? 'application/octet-stream',
  'Cache-Control': 'no-store',
});
