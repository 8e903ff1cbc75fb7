import {
  answerFailure,
  idleSeconds,
  plainAddress,
  requestTarget,
  type TrustedProxies,
} from '@usher/client-gate';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { deepenBacklog, LISTENER_OPTIONS, realClock, type Logger } from '@usher/kit/runtime';
import type { Server } from 'bun';
import type { DirectClients } from '../clients/direct-clients.ts';
import type { DirectData } from '../clients/direct-socket.ts';
import type { ApiEnv } from './authentication.ts';
import { originOf } from './client-address.ts';
import type { Answered } from './measured.ts';
import { API_HEADERS, withSecurityHeaders } from './security-headers.ts';
import type { Site } from './site.ts';

/** How often it is asked whether the last request is answered. */
const POLL_MS = 20;

/** The port for ordinary HTTP: the API, direct clients' sockets, and the site. */
export function serveWeb(options: {
  host: string;
  port: number;
  baseUrl: string;
  api: OpenAPIHono<ApiEnv>;
  site: Site;
  clients: DirectClients;
  answered: Answered;
  proxies: TrustedProxies;
  /** How long a connection is kept on which nothing moves. */
  idleMs: number;
  log: Logger;
}): Server<DirectData> {
  const { host, port, baseUrl, api, site, clients, answered, proxies, idleMs, log } = options;
  const server = Bun.serve<DirectData>({
    hostname: host,
    port,
    ...LISTENER_OPTIONS,
    error: answerFailure(log),
    idleTimeout: idleSeconds(idleMs),
    websocket: clients.handler,
    fetch(request, listener) {
      const url = requestTarget(request);
      if (url instanceof Response) return withSecurityHeaders(url);
      const peer = plainAddress(listener.requestIP(request)?.address ?? '');
      if (request.headers.has('Upgrade')) return upgrade(request, peer, listener);
      return answer(request, url, peer);
    },
  });
  deepenBacklog(server.port ?? port, log);
  clients.serveOn(server);
  return server;

  function upgrade(request: Request, peer: string, listener: Server<DirectData>): Response | undefined {
    const refusal = clients.upgrades.answer(request, peer, listener);
    return refusal && withSecurityHeaders(refusal);
  }

  async function answer(request: Request, url: URL, peer: string): Promise<Response> {
    if (!`${url.pathname}/`.startsWith(`${baseUrl}api/`)) return answerWithSite(request, url, peer);
    return withSecurityHeaders(await api.fetch(request, { peer }), API_HEADERS);
  }

  async function answerWithSite(request: Request, url: URL, peer: string): Promise<Response> {
    const arrivedAt = realClock.now();
    const origin = originOf(proxies, request, url, peer);
    const response = await site.respond(request, { pathname: url.pathname, origin });
    answered('site', response.status, (realClock.now() - arrivedAt) / 1000);
    return withSecurityHeaders(response);
  }
}

/** Takes no new requests; resolves when those in flight are answered, after `withinMs` at the latest (spec 3.5). */
export async function finishRequests(server: Server<DirectData>, withinMs: number): Promise<void> {
  const stopAt = realClock.now() + withinMs;
  void server.stop();
  while (server.pendingRequests > 0 && realClock.now() < stopAt) await Bun.sleep(POLL_MS);
  await server.stop(true);
}
