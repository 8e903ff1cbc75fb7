import {
  answerFailure,
  errorResponse,
  idleSeconds,
  plainAddress,
  requestTarget,
  socketRules,
  type Upgrades,
} from '@usher/client-gate';
import { LISTENER_OPTIONS, type Logger } from '@usher/kit/runtime';
import type { Server } from 'bun';
import type { BalancerConfig } from '../config.ts';
import type { Certificate } from './certificate.ts';
import type { ClientData, ClientSocket } from './client-socket.ts';
import type { ClientSockets } from './client-sockets.ts';
import type { OwnEndpoints } from './own-endpoints.ts';
import type { HttpProxy } from './http-proxy.ts';

export interface FrontOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: BalancerConfig['limits'];
  readonly sockets: ClientSockets;
  readonly upgrades: Upgrades<ClientData>;
  readonly ownEndpoints: OwnEndpoints;
  readonly proxy: HttpProxy;
  readonly certificate: Certificate | null;
  readonly isDraining: () => boolean;
  /** Takes a client's message. */
  readonly relay: (ws: ClientSocket, frame: string | Buffer) => void;
  /** Takes another sign of life (CON-6). */
  readonly pinged: (ws: ClientSocket) => void;
  readonly log: Logger;
}

/** The public listener: WebSockets end here, HTTP passes through. */
export function serveFront(options: FrontOptions): Server<ClientData> {
  const { host, port, limits, sockets, ownEndpoints, proxy, certificate } = options;
  const { isDraining, relay, pinged, upgrades, log } = options;
  return Bun.serve<ClientData>({
    hostname: host,
    port,
    ...(certificate === null ? {} : { tls: certificate }),
    ...LISTENER_OPTIONS,
    error: answerFailure(log),
    // A Monolith has its time to answer, whatever moves meanwhile (BAL-21).
    idleTimeout: idleSeconds(Math.max(limits.http_idle, limits.response_timeout + 1000)),
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    async fetch(request, server) {
      if (isDraining()) return draining(); // over a connection that was open before (BAL-32)
      const url = requestTarget(request);
      if (url instanceof Response) return url;
      const peer = plainAddress(server.requestIP(request)?.address ?? '');
      if (request.headers.has('upgrade')) return upgrades.answer(request, peer, server);
      return (await ownEndpoints.handle(request, url)) ?? proxy.handle(request, url, peer);
    },
    websocket: {
      data: {} as ClientData,
      ...socketRules(limits),
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
