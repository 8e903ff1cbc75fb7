import { request as requestHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import { realTimers } from '@usher/kit/runtime';
import type { HostGuard } from './host-guard.ts';
import { MediaError, missingMetadata } from './media-error.ts';

/** What one lookup may take, over all its requests (MED-1). */
export interface FetchLimits {
  readonly connectMs: number;
  readonly totalMs: number;
  readonly redirectsMax: number;
  readonly bytesMax: number;
}

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 5000,
  totalMs: 15_000,
  redirectsMax: 5,
  bytesMax: 2 * 1024 * 1024,
};

/** The end of a response's body, or as much of it as was wanted. */
export interface Fetched {
  /** After redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  /** Whether the body ended there. */
  readonly isWhole: boolean;
}

export interface FetchOptions {
  /** Sent to the first host only, not to where it may redirect. */
  readonly headers?: OutgoingHttpHeaders;
  /** Bytes after which the body is not read on. */
  readonly bytesMax?: number;
}

/** What servers say before they answer (`100 Continue`, `103 Early Hints`) is of no interest; more of it than this is an attack. */
const INTERIM_RESPONSES_MAX = 10;
const HEADER_BYTES_MAX = 16 * 1024;

/**
 * GET for one lookup of media, wherever people's links lead (MED-1). By `node:http`, since `fetch` would resolve a host by itself: here each
 * hop resolves once, checks, and connects to what was checked. No connection is shared, no cookie kept, no proxy asked; what is compressed
 * is not unpacked.
 */
export class GuardedFetch implements Disposable {
  readonly #guard: HostGuard;
  readonly #limits: FetchLimits;
  readonly #abort = new AbortController();
  readonly #cancel: () => void;
  #redirectsLeft: number;
  #bytesLeft: number;

  constructor(guard: HostGuard, limits = FETCH_LIMITS) {
    this.#guard = guard;
    this.#limits = limits;
    this.#redirectsLeft = limits.redirectsMax;
    this.#bytesLeft = limits.bytesMax;
    this.#cancel = realTimers.after(limits.totalMs, () => this.#abort.abort(tooSlow()));
  }

  /** What may still be read. */
  get bytesLeft(): number {
    return this.#bytesLeft;
  }

  /** @throws MediaError */
  async get(wanted: URL, options: FetchOptions = {}): Promise<Fetched> {
    let url = wanted;
    let { headers = {} } = options;
    for (;;) {
      const response = await this.#request(url, headers);
      const location = redirectOf(response);
      if (location === null) return this.#read(response, url, options.bytesMax ?? Infinity);
      response.destroy();
      if (this.#redirectsLeft-- <= 0) throw missingMetadata('The link redirects too often.');
      const next = URL.parse(location, url.href);
      if (next === null) throw missingMetadata('The link redirects to what is no link.');
      url = next;
      headers = 'Range' in headers ? { Range: headers['Range'] } : {};
    }
  }

  /** Ends what is under way. */
  [Symbol.dispose](): void {
    this.#cancel();
    this.#abort.abort(tooSlow());
  }

  #request(url: URL, headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
    this.#guard.check(url);
    this.#abort.signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? requestHttps : requestHttp)(url, {
      agent: false,
      lookup: this.#guard.lookupFor(url),
      maxHeaderSize: HEADER_BYTES_MAX,
      headers: { 'User-Agent': 'Usher', Accept: '*/*', 'Accept-Encoding': 'identity', ...headers },
    });
    const give = (error: Error) => request.destroy(error);
    const cancelConnect = realTimers.after(this.#limits.connectMs, () => give(tooSlow()));
    const abort = () => give(this.#abort.signal.reason as Error);
    this.#abort.signal.addEventListener('abort', abort);
    let interimResponses = 0;
    request
      .once('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', cancelConnect))
      .on('information', () => {
        if (++interimResponses > INTERIM_RESPONSES_MAX) give(notHttp());
      })
      .once('upgrade', (_response, socket) => {
        socket.destroy();
        reject(notHttp());
      })
      .once('response', resolve)
      .once('close', () => {
        cancelConnect();
        this.#abort.signal.removeEventListener('abort', abort);
        reject(notHttp());
      })
      .on('error', (error) => reject(error instanceof MediaError ? error : unreachableHost(url)))
      .end();
    return promise;
  }

  async #read(response: IncomingMessage, url: URL, wantedMax: number): Promise<Fetched> {
    const { statusCode: status = 0, headers } = response;
    if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) {
      response.destroy();
      throw missingMetadata('The server compresses its answer, though it was asked not to.');
    }
    const bytesMax = Math.min(wantedMax, this.#bytesLeft);
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > bytesMax) break;
      }
    } catch {
      throw this.#abort.signal.aborted ? tooSlow() : missingMetadata('The server broke off its answer.');
    }
    const bytes = Buffer.concat(chunks).subarray(0, bytesMax);
    this.#bytesLeft -= bytes.length;
    return { url, status, headers, bytes, isWhole: size <= bytesMax };
  }
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? null) : null;
}

const tooSlow = () => missingMetadata('The server of this link is too slow.');
const notHttp = () => missingMetadata('The server of this link does not answer as web servers do.');
const unreachableHost = ({ hostname }: URL) => missingMetadata(`${hostname} cannot be reached.`);
