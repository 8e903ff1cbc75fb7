import { randomUUID } from 'node:crypto';
import { clientId, roomOfSocketPath } from '@usher/protocol';
import type { Server } from 'bun';
import { plainAddress, type TrustedProxies } from './client-address.ts';
import type { Certificate } from './certificate.ts';
import type { ClientData, ClientSocket } from './client-socket.ts';
import type { ClientSockets } from './client-sockets.ts';
import type { Entrance } from './entrance.ts';
import type { OwnEndpoints } from './own-endpoints.ts';
import { errorResponse } from './http-headers.ts';
import type { HttpProxy } from './http-proxy.ts';

export interface FrontOptions {
  readonly host: string;
  /** Begins and ends with a slash. */
  readonly baseUrl: string;
  readonly port: number;
  readonly messageBytesMax: number;
  /** Unsent bytes at which the runtime cuts a client off by itself (LNK-51). */
  readonly unsentBytesMax: number;
  readonly sockets: ClientSockets;
  readonly entrance: Entrance;
  readonly ownEndpoints: OwnEndpoints;
  readonly proxy: HttpProxy;
  readonly proxies: TrustedProxies;
  readonly certificate: Certificate | null;
  readonly isDraining: () => boolean;
  /** Takes a client's message. */
  readonly relay: (ws: ClientSocket, frame: string | Buffer) => void;
  /** Takes another sign of life (CON-6). */
  readonly pinged: (ws: ClientSocket) => void;
}

/** The public listener: WebSockets end here, HTTP passes through. */
export function serveFront(options: FrontOptions): Server<ClientData> {
  const { host, port, baseUrl, messageBytesMax, sockets, ownEndpoints, proxy, proxies, certificate } =
    options;
  const { isDraining, relay, pinged, entrance, unsentBytesMax } = options;
  return Bun.serve<ClientData>({
    hostname: host,
    port,
    ...(certificate === null ? {} : { tls: certificate }),
    // Long responses stream through; the proxy has its own limits. The runtime gives a request's head 10 s all the same.
    idleTimeout: 0,
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    async fetch(request, server) {
      if (isDraining()) return draining(); // over a connection that was open before (BAL-32)
      const peer = plainAddress(server.requestIP(request)?.address ?? '');
      const upgrade = request.headers.get('upgrade');
      if (upgrade === null) return (await ownEndpoints.handle(request)) ?? proxy.handle(request, peer);
      if (upgrade.toLowerCase() !== 'websocket') {
        return errorResponse(400, 'UpgradeRefused', 'only WebSocket upgrades are possible here');
      }
      // A bad path is told after the upgrade: browsers hide HTTP errors of an upgrade (CON-1).
      const room = roomOfSocketPath(new URL(request.url).pathname, baseUrl);
      const ip = proxies.clientOf(peer, request.headers.get('x-forwarded-for'));
      const refusal = entrance.refusal(request, peer, ip);
      if (refusal !== null) return refusal;
      if (server.upgrade(request, { data: sockets.newData(clientId(randomUUID()), room, ip) }))
        return undefined;
      return errorResponse(400, 'UpgradeRefused', 'not a valid WebSocket handshake');
    },
    websocket: {
      data: {} as ClientData,
      perMessageDeflate: false,
      maxPayloadLength: messageBytesMax,
      backpressureLimit: unsentBytesMax,
      closeOnBackpressureLimit: true, // LNK-51
      idleTimeout: 0, // CON-6 is ours: the runtime's timer counts outbound traffic too
      sendPings: false,
      open: (ws) => sockets.opened(ws),
      message: relay,
      ping: pinged,
      pong: pinged,
      close: (ws, code, reason) => sockets.closed(ws, code, reason),
    },
  });
}

const draining = () =>
  errorResponse(503, 'ServiceUnavailable', 'this server is restarting; try again', {
    'Retry-After': '1',
    Connection: 'close',
  });
