import { roomOfSocketPath } from '@usher/protocol';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Server } from 'bun';
import type { DirectClients } from '../clients/direct-clients.ts';
import type { DirectSocketData } from '../clients/direct-socket.ts';
import type { Site } from './site.ts';

/** A page may load slowly; a connection on which nothing moves for so long is given up. */
const IDLE_SECONDS = 120;

/** The port for ordinary HTTP: the API, direct clients' sockets, and the site. */
export function serveWeb(options: {
  host: string;
  port: number;
  baseUrl: string;
  api: OpenAPIHono;
  site: Site;
  clients: DirectClients;
}): Server<DirectSocketData> {
  const { host, port, baseUrl, api, site, clients } = options;
  const server = Bun.serve<DirectSocketData>({
    hostname: host,
    port,
    idleTimeout: IDLE_SECONDS,
    websocket: clients.handler,
    fetch(request, listener) {
      const { pathname } = new URL(request.url);
      const upgrade = request.headers.get('Upgrade');
      if (upgrade !== null) return upgradeToSocket(request, pathname, upgrade, listener);
      return pathname.startsWith(`${baseUrl}api/`) ? api.fetch(request) : site.respond(request);
    },
  });
  clients.serveOn(server);
  return server;

  function upgradeToSocket(
    request: Request,
    pathname: string,
    upgrade: string,
    listener: Server<DirectSocketData>,
  ): Response | undefined {
    if (!isSameHost(request)) return new Response('Other sites cannot connect here.\n', { status: 403 }); // CON-8
    const isWebSocket = upgrade.toLowerCase() === 'websocket';
    const data = clients.newSocket(roomOfSocketPath(pathname, baseUrl));
    if (isWebSocket && listener.upgrade(request, { data })) return undefined;
    return new Response('Only upgrades to WebSocket here.\n', { status: 400 }); // CON-1
  }
}

function isSameHost(request: Request): boolean {
  const origin = request.headers.get('Origin');
  return origin === null || URL.parse(origin)?.host === request.headers.get('Host');
}
