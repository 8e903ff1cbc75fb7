import { randomBytes } from 'node:crypto';
import type { Clock } from '@usher/kit';
import { errorResponse } from '@usher/client-gate';
import { hasBearer } from '../operator-key.ts';

const COOKIE = 'usher_operator';
const SESSION_SECONDS = 12 * 60 * 60;
const SESSIONS_MAX = 64;
const NOT_KEPT = { headers: { 'Cache-Control': 'no-store' } };

/** Scripts cannot read it, and other sites cannot use it. */
const cookieOf = (session: string, seconds: number) =>
  `${COOKIE}=${session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${seconds}`;

const sessionOf = (request: Request) =>
  new Bun.CookieMap(request.headers.get('cookie') ?? '').get(COOKIE) ?? '';

/** Who may operate this Balancer: who shows the key, or a session's cookie, which the live map gets for the key (BAL-30). */
export class OperatorAuth {
  readonly #clock: Clock;
  #key: string;
  /** Session → when it ends. */
  readonly #sessions = new Map<string, number>();

  constructor(options: { key: string; clock: Clock }) {
    this.#key = options.key;
    this.#clock = options.clock;
  }

  /** Another key ends all sessions. */
  setKey(key: string): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#sessions.clear();
  }

  /** `null` when the request may pass; else why not. */
  refusal(request: Request): Response | null {
    if (hasBearer(request, this.#key)) return null;
    if (!this.#hasSession(request)) return this.#needsKey();
    return isSameOrigin(request) ? null : errorResponse(403, 'Forbidden', 'a page of another site asks');
  }

  /** Exchanges the key for a cookie that scripts cannot read and other sites cannot use. */
  openSession(request: Request): Response {
    if (!hasBearer(request, this.#key)) return this.#needsKey();
    const session = randomBytes(32).toString('base64url');
    const [oldest] = this.#sessions.keys();
    if (oldest !== undefined && this.#sessions.size >= SESSIONS_MAX) this.#sessions.delete(oldest);
    this.#sessions.set(session, this.#clock.now() + SESSION_SECONDS * 1000);
    const cookie = cookieOf(session, SESSION_SECONDS);
    return Response.json({ success: true }, { headers: { 'Set-Cookie': cookie } });
  }

  /** Tells the live map whether it has to ask for the key, and whether there is one. */
  describeSession(request: Request): Response {
    const isOpen = this.refusal(request) === null;
    return Response.json({ state: isOpen ? 'open' : this.#key === '' ? 'no-key' : 'closed' }, NOT_KEPT);
  }

  closeSession(request: Request): Response {
    this.#sessions.delete(sessionOf(request));
    return Response.json({ success: true }, { headers: { 'Set-Cookie': cookieOf('', 0) } });
  }

  #hasSession(request: Request): boolean {
    return (this.#sessions.get(sessionOf(request)) ?? 0) > this.#clock.now();
  }

  #needsKey(): Response {
    const hint =
      this.#key === ''
        ? 'set balancer.operator_key to use this'
        : 'send Authorization: Bearer <balancer.operator_key>';
    return errorResponse(401, 'Unauthorized', hint, { 'WWW-Authenticate': 'Bearer' });
  }
}

/**
 * A cookie travels with whatever page asks, also one from another port of this machine. Browsers say where a request comes from:
 * `Origin` with everything but plain reads, `Sec-Fetch-Site` where the connection can be trusted.
 */
function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.headers.get('origin');
  if (origin === null) return request.method === 'GET';
  return URL.canParse(origin) && new URL(origin).host === new URL(request.url).host;
}
