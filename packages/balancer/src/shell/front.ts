import {
  answerFailure,
  errorResponse,
  idleSeconds,
  plainAddress,
  requestTarget,
  socketRules,
  type Upgrades,
} from '@usher/client-gate';
import { deepenBacklog, LISTENER_OPTIONS, QuietLog, realClock, type Logger } from '@usher/kit/runtime';
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
  const failed = answerFailure(log);
  const server = Bun.serve<ClientData>({
    hostname: host,
    port,
    ...(certificate === null ? {} : { tls: certificate }),
    ...LISTENER_OPTIONS,
    error: answerBrokenOff(log), // what is thrown here is caught here: this is of the answers that pass through
    // A Monolith has its time to answer, whatever moves meanwhile (BAL-21).
    idleTimeout: idleSeconds(Math.max(limits.http_idle, limits.response_timeout + 1000)),
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    fetch: (request, listener) =>
      answer(request, listener).catch((error: Error) =>
        hasHungUp(request, error) ? incomplete() : failed(error),
      ),
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
  // The clients of another Balancer may all come at once.
  deepenBacklog(server.port ?? port, log);
  return server;

  async function answer(request: Request, listener: Server<ClientData>): Promise<Response | undefined> {
    if (isDraining()) return draining(); // over a connection that was open before (BAL-32)
    const url = requestTarget(request);
    if (url instanceof Response) return url;
    const peer = plainAddress(listener.requestIP(request)?.address ?? '');
    if (request.headers.has('upgrade')) return upgrades.answer(request, peer, listener);
    return (await ownEndpoints.handle(request, url)) ?? proxy.handle(request, url, peer);
  }
}

/** Who goes away in the middle of a request has not found a mistake of ours (HOS-2). */
const hasHungUp = (request: Request, error: Error): boolean =>
  error.name === 'AbortError' && request.signal.aborted;

/** Nobody hears it. */
const incomplete = () => errorResponse(400, 'BadRequest', 'the request ended before it was whole');

/** A Monolith's answer that breaks off before anything of it is sent is that Monolith's failure, as often as it likes (BAL-22, HOS-2). */
function answerBrokenOff(log: Logger): (error: Error) => Response {
  const quiet = new QuietLog(log, realClock);
  return ({ message }) => {
    quiet.warn('broken-off', { reason: message }, 'an answer that was passed on has broken off');
    return errorResponse(502, 'BadGateway', 'the connection to the room server broke');
  };
}

const draining = () =>
  errorResponse(503, 'ServiceUnavailable', 'this server is restarting; try again', {
    'Retry-After': '1',
    Connection: 'close',
  });
