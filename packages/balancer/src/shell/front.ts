import { randomUUID } from 'node:crypto';
import { clientId, LIMITS, roomOfSocketPath } from '@usher/protocol';
import type { Server } from 'bun';
import { plainAddress, type TrustedProxies } from './client-address.ts';
import type { ClientData, ClientSockets } from './client-sockets.ts';
import type { OwnEndpoints } from './own-endpoints.ts';
import { errorResponse } from './http-headers.ts';
import type { HttpProxy } from './http-proxy.ts';

export interface FrontOptions {
  readonly host: string;
  readonly port: number;
  readonly messageBytesMax: number;
  readonly sockets: ClientSockets;
  readonly ownEndpoints: OwnEndpoints;
  readonly proxy: HttpProxy;
  readonly proxies: TrustedProxies;
}

/** The public listener: WebSockets end here, HTTP passes through. */
export function serveFront(options: FrontOptions): Server<ClientData> {
  const { host, port, messageBytesMax, sockets, ownEndpoints, proxy, proxies } = options;
  return Bun.serve<ClientData>({
    hostname: host,
    port,
    idleTimeout: 0, // long responses stream through; the proxy has its own limits
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    async fetch(request, server) {
      const peer = plainAddress(server.requestIP(request)?.address ?? '');
      const upgrade = request.headers.get('upgrade');
      if (upgrade === null) return (await ownEndpoints.handle(request)) ?? proxy.handle(request, peer);
      if (upgrade.toLowerCase() !== 'websocket') {
        return errorResponse(400, 'UpgradeRefused', 'only WebSocket upgrades are possible here');
      }
      // A bad path is told after the upgrade: browsers hide HTTP errors of an upgrade (CON-1).
      const room = roomOfSocketPath(new URL(request.url).pathname);
      const ip = proxies.clientOf(peer, request.headers.get('x-forwarded-for'));
      if (server.upgrade(request, { data: sockets.newData(clientId(randomUUID()), room, ip) }))
        return undefined;
      return errorResponse(400, 'UpgradeRefused', 'not a valid WebSocket handshake');
    },
    websocket: {
      data: {} as ClientData,
      perMessageDeflate: false,
      maxPayloadLength: messageBytesMax,
      backpressureLimit: LIMITS.clientQueueMaxBytes,
      closeOnBackpressureLimit: true, // LNK-51
      idleTimeout: 0, // CON-6 is ours: the runtime's timer counts outbound traffic too
      sendPings: false,
      open: (ws) => sockets.opened(ws),
      message: (ws, frame) => sockets.message(ws, frame),
      ping: (ws) => sockets.heard(ws),
      pong: (ws) => sockets.heard(ws),
      close: (ws) => sockets.closed(ws),
    },
  });
}
