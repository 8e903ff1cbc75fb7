import { Tally, type Clock } from '@usher/kit';
import { QuietLog, type Logger } from '@usher/kit/runtime';
import { LIMITS, monolithId, roomOfHttpPath } from '@usher/protocol';
import type { Monolith } from '../core/records.ts';
import type { Router } from '../core/router.ts';
import { addressBlock, errorResponse, type TrustedProxies } from '@usher/client-gate';
import { keepEndToEnd } from './http-headers.ts';
import type { Links } from './links.ts';
import type { RequestLimits } from './request-limits.ts';

const OWNER_HEADER = 'usher-owner';
const JSON_HEADERS = { 'Content-Type': 'application/json;charset=utf-8' };

/** Methods that may be repeated (RFC 9110, 9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE']);

/** What can go wrong on the way (BAL-22). */
const FAILURES = { 499: 'ClientClosedRequest', 502: 'BadGateway', 504: 'GatewayTimeout' } as const;

type Body = ReadableStream<Uint8Array> | ArrayBuffer | null;

/** What becomes of one attempt at a Monolith. */
type Attempt =
  | { readonly kind: 'response'; readonly response: Response }
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed'; readonly status: keyof typeof FAILURES; readonly reason: string };

/** Carries HTTP to the Monolith that has the room, or to any for the rest (BAL-20, BAL-21, BAL-22). */
export class HttpProxy {
  readonly #baseUrl: string;
  readonly #router: Router;
  readonly #links: Links;
  readonly #proxies: TrustedProxies;
  /** What clients do can fail as often as they like. */
  readonly #log: QuietLog;
  readonly #clock: Clock;
  readonly #headersTimeoutMs: () => number;
  readonly #answered: (status: number, seconds: number) => void;
  /** Requests that wait for their response's headers. */
  readonly #inFlight = new Tally<Monolith>();
  readonly #limits: RequestLimits;
  readonly #refused: (limit: string) => void;

  constructor(options: {
    baseUrl: string;
    router: Router;
    links: Links;
    proxies: TrustedProxies;
    log: Logger;
    clock: Clock;
    /** How long a response's headers may take (BAL-21). */
    headersTimeoutMs: () => number;
    /** A request has got its response's headers, after so long. */
    answered: (status: number, seconds: number) => void;
    limits: RequestLimits;
    /** A request was refused because of this limit. */
    refused: (limit: string) => void;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#router = options.router;
    this.#links = options.links;
    this.#proxies = options.proxies;
    this.#log = new QuietLog(options.log, options.clock);
    this.#clock = options.clock;
    this.#headersTimeoutMs = options.headersTimeoutMs;
    this.#answered = options.answered;
    this.#limits = options.limits;
    this.#refused = options.refused;
  }

  /** @param peer the address that the request came from */
  async handle(request: Request, url: URL, peer: string): Promise<Response> {
    const address = addressBlock(this.#proxies.clientOf(peer, request.headers.get('x-forwarded-for')));
    const exceeded = this.#limits.exceededBy(address);
    if (exceeded !== null) return this.#tooMany(exceeded, address);
    const startedAt = this.#clock.now();
    this.#limits.began(address);
    try {
      const response = await this.#route(request, url, peer);
      this.#answered(response.status, (this.#clock.now() - startedAt) / 1000);
      return response;
    } finally {
      this.#limits.ended(address);
    }
  }

  #tooMany(limit: 'requests' | 'requests_per_ip', address: string): Response {
    this.#refused(limit);
    const option = `balancer.limits.${limit}`;
    this.#log.warn(limit, { address, option }, `refused a request: ${option} is reached`);
    return errorResponse(503, 'ServiceUnavailable', 'too many requests at once; try again in a moment', {
      'Retry-After': '1',
    });
  }

  async #route(request: Request, url: URL, peer: string): Promise<Response> {
    const { pathname } = url;
    if (pathname === `${this.#baseUrl}api/room/list` && request.method === 'GET')
      return new Response(this.#router.roomList, { headers: JSON_HEADERS });
    const headers = this.#requestHeaders(request, url, peer);
    const room = roomOfHttpPath(pathname, this.#baseUrl);
    if (room !== null) return this.#toRoom(request, url, headers, this.#router.monolithFor(room));
    const isCreation = ['create', 'generate'].some((name) => pathname === `${this.#baseUrl}api/room/${name}`);
    const target = isCreation ? this.#router.monolithForCreation() : this.#leastBusyOfTwo();
    return this.#toAny(request, url, headers, target);
  }

  /** To the room's Monolith; one that does not own it names who does, and gets believed once (BAL-20). */
  async #toRoom(request: Request, url: URL, headers: Headers, target: Monolith | null): Promise<Response> {
    if (target === null) return noMonolith();
    const length = Number(request.headers.get('content-length') ?? (request.body === null ? 0 : NaN));
    const isReplayable = length <= LIMITS.replayableBodyBytesMax;
    const body = isReplayable && request.body !== null ? await request.arrayBuffer() : request.body;
    const first = await this.#firstAnswer(request, url, headers, body, target);
    if (first.kind !== 'response' || first.response.status !== 421) return this.#finish(first);
    const owner = this.#router.monoliths.get(monolithId(first.response.headers.get(OWNER_HEADER) ?? ''));
    await first.response.body?.cancel();
    if (owner === undefined || !isReplayable) return elsewhere();
    const second = await this.#attempt(request, url, headers, body, owner);
    if (second.kind !== 'response' || second.response.status !== 421) return this.#finish(second);
    await second.response.body?.cancel();
    return elsewhere();
  }

  async #toAny(request: Request, url: URL, headers: Headers, target: Monolith | null): Promise<Response> {
    if (target === null) return noMonolith();
    return this.#finish(await this.#firstAnswer(request, url, headers, request.body, target));
  }

  /** One Monolith's answer; another's, if that one refused the connection and nothing can have happened there (BAL-21). */
  async #firstAnswer(
    request: Request,
    url: URL,
    headers: Headers,
    body: Body,
    target: Monolith,
  ): Promise<Attempt> {
    const first = await this.#attempt(request, url, headers, body, target);
    if (first.kind !== 'refused' || body !== null || !IDEMPOTENT.has(request.method)) return first;
    const other = this.#router.candidates().find((monolith) => monolith !== target);
    return other === undefined ? first : this.#attempt(request, url, headers, null, other);
  }

  async #attempt(
    request: Request,
    url: URL,
    headers: Headers,
    body: Body,
    target: Monolith,
  ): Promise<Attempt> {
    const origin = this.#links.to(target.id)?.httpOrigin;
    if (!origin) return { kind: 'refused' };
    const abort = new AbortController();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      abort.abort();
    }, this.#headersTimeoutMs());
    const leave = () => abort.abort();
    // It may have gone while its body was read, and says so once.
    if (request.signal.aborted) leave();
    request.signal.addEventListener('abort', leave);
    this.#inFlight.add(target);
    try {
      const response = await fetch(`${origin}${url.pathname}${url.search}`, {
        method: request.method,
        headers,
        body,
        redirect: 'manual',
        decompress: false,
        signal: abort.signal,
      });
      return { kind: 'response', response };
    } catch (error) {
      // As others count those who hang up; nobody hears it.
      if (request.signal.aborted)
        return { kind: 'failed', status: 499, reason: 'the client did not wait for the answer' };
      if (isLate) return { kind: 'failed', status: 504, reason: 'the room server did not answer in time' };
      const { code, message } = error as { code?: string; message: string };
      if (code === 'ECONNREFUSED') return { kind: 'refused' };
      this.#log.warn(
        'proxied',
        { monolith: target.id, path: url.pathname, reason: message },
        'a proxied request failed',
      );
      return { kind: 'failed', status: 502, reason: 'the connection to the room server broke' };
    } finally {
      clearTimeout(timer);
      this.#inFlight.remove(target);
    }
  }

  #finish(attempt: Attempt): Response {
    switch (attempt.kind) {
      case 'response': {
        const { response } = attempt;
        if (response.status === 421) return elsewhere();
        keepEndToEnd(response.headers).delete(OWNER_HEADER);
        return response; // one made of its parts would have its body pass through here piece by piece
      }
      case 'refused':
        return errorResponse(502, 'BadGateway', 'the room server refused the connection');
      case 'failed':
        return errorResponse(attempt.status, FAILURES[attempt.status], attempt.reason);
    }
  }

  /** The request's own, changed: a copy would cost as much as all of this. */
  #requestHeaders(request: Request, url: URL, peer: string): Headers {
    const host = request.headers.get('host') ?? url.host;
    const headers = keepEndToEnd(request.headers);
    const isTrusted = this.#proxies.trusts(peer);
    const before = isTrusted ? headers.get('x-forwarded-for') : null;
    headers.set('x-forwarded-for', before === null ? peer : `${before}, ${peer}`);
    const set = (name: string, value: string) => {
      if (!isTrusted || !headers.has(name)) headers.set(name, value);
    };
    set('x-forwarded-proto', url.protocol.slice(0, -1));
    set('x-forwarded-host', host);
    return headers;
  }

  /** Two at random, the less busy of them (BAL-20). */
  #leastBusyOfTwo(): Monolith | null {
    const candidates = this.#router.candidates();
    const pick = () => candidates[Math.floor(Math.random() * candidates.length)] ?? null;
    const [a, b] = [pick(), pick()];
    if (a === null || b === null) return a;
    return this.#inFlight.of(b) < this.#inFlight.of(a) ? b : a;
  }
}

const noMonolith = () =>
  errorResponse(503, 'ServiceUnavailable', 'no room server is connected; try again in a moment', {
    'Retry-After': '1',
  });

const elsewhere = () =>
  errorResponse(503, 'ServiceUnavailable', 'the room is moving; try again in a moment', {
    'Retry-After': '1',
  });
