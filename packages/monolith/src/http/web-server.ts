import { plainAddress } from '@usher/client-gate';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { realClock } from '@usher/kit/runtime';
import type { Server } from 'bun';
import type { DirectClients } from '../clients/direct-clients.ts';
import type { DirectData } from '../clients/direct-socket.ts';
import type { ApiEnv } from './authentication.ts';
import type { Answered } from './measured.ts';
import { API_HEADERS, withSecurityHeaders } from './security-headers.ts';
import type { Site } from './site.ts';

/** A page may load slowly; a connection on which nothing moves for so long is given up. */
const IDLE_SECONDS = 120;

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
}): Server<DirectData> {
  const { host, port, baseUrl, api, site, clients, answered } = options;
  const server = Bun.serve<DirectData>({
    hostname: host,
    port,
    idleTimeout: IDLE_SECONDS,
    websocket: clients.handler,
    fetch(request, listener) {
      const peer = plainAddress(listener.requestIP(request)?.address ?? '');
      if (request.headers.has('Upgrade')) return upgrade(request, peer, listener);
      return answer(request, peer);
    },
  });
  clients.serveOn(server);
  return server;

  function upgrade(request: Request, peer: string, listener: Server<DirectData>): Response | undefined {
    const refusal = clients.upgrades.answer(request, peer, listener);
    return refusal && withSecurityHeaders(refusal);
  }

  async function answer(request: Request, peer: string): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (!`${pathname}/`.startsWith(`${baseUrl}api/`)) return answerWithSite(request);
    return withSecurityHeaders(await api.fetch(request, { peer }), API_HEADERS);
  }

  async function answerWithSite(request: Request): Promise<Response> {
    const arrivedAt = realClock.now();
    const response = await site.respond(request);
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
