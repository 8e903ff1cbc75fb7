import { isIP } from 'node:net';
import type { BunRequest, Server } from 'bun';
import type { Registry } from 'prom-client';
import { answerFailure, errorResponse, requestTarget } from '@usher/client-gate';
import { LISTENER_OPTIONS, type Logger } from '@usher/kit/runtime';
import type { EventFeed } from './event-feed.ts';
import type { OperatorActions } from './operator-actions.ts';
import type { LiveMapPage } from './live-map-page.ts';
import type { OperatorAuth } from './operator-auth.ts';
import type { OperatorPeers } from './operator-peers.ts';

/** Larger bodies are no operator's. */
const BODY_BYTES_MAX = 64 * 1024;

/** How long a connection is kept on which nothing moves (HOS-2). Operators are answered at once, or within the 5 s that a peer has. */
const IDLE_SECONDS = 10;

export interface OperatorOptions {
  readonly host: string;
  readonly port: number;
  readonly auth: OperatorAuth;
  readonly metrics: Registry;
  readonly state: () => unknown;
  /** The same, with every client. */
  readonly fullState: () => unknown;
  readonly events: EventFeed;
  readonly actions: OperatorActions;
  readonly peers: OperatorPeers;
  readonly page: LiveMapPage;
  readonly log: Logger;
  /** At least one Monolith is connected and the process is not draining. */
  readonly isReady: () => boolean;
  /** Begins to drain this Balancer. */
  readonly drain: () => void;
}

/** The listener for operators (BAL-30). */
export function serveOperators(options: OperatorOptions): Server<undefined> {
  const { host, port, auth, metrics, state, fullState, events, actions, peers, page, isReady, drain, log } =
    options;
  type Listener = Server<undefined>;
  type Handler<Path extends string> = (
    request: BunRequest<Path>,
    listener: Listener,
  ) => Response | Promise<Response>;
  const anyone =
    <Path extends string>(handle: Handler<Path>): Handler<Path> =>
    (request, listener) => {
      const url = requestTarget(request);
      if (url instanceof Response) return url;
      return isOwnName(url.hostname, host) ? handle(request, listener) : misdirected();
    };
  const operator = <Path extends string>(handle: Handler<Path>): Handler<Path> =>
    anyone((request, listener) => auth.refusal(request) ?? handle(request, listener));
  /** Its answer may be silent for long. */
  const patient =
    <Path extends string>(handle: Handler<Path>): Handler<Path> =>
    (request, listener) => {
      listener.timeout(request, 0);
      return handle(request, listener);
    };

  return Bun.serve({
    hostname: host,
    port,
    ...LISTENER_OPTIONS,
    error: answerFailure(log),
    idleTimeout: IDLE_SECONDS,
    maxRequestBodySize: BODY_BYTES_MAX,
    routes: {
      '/healthz': { GET: anyone(() => new Response('ok\n')) },
      '/readyz': {
        GET: anyone(() =>
          isReady() ? new Response('ready\n') : new Response('not ready\n', { status: 503 }),
        ),
      },
      '/metrics': {
        GET: anyone(
          async () =>
            new Response(await metrics.metrics(), { headers: { 'Content-Type': metrics.contentType } }),
        ),
      },
      '/session': {
        GET: anyone((request) => auth.describeSession(request)),
        POST: anyone((request) => auth.openSession(request)),
        DELETE: operator((request) => auth.closeSession(request)),
      },
      '/state': {
        GET: operator(({ url }) => Response.json(asks(url, 'clients') ? fullState() : state())),
      },
      '/events': {
        GET: operator(patient(({ url }) => openEvents(asks(url, 'state') ? events.follow() : events.open()))),
      },
      '/peers': { GET: operator(async () => Response.json(await peers.list())) },
      '/peers/:peer/state': {
        GET: operator((request) => peers.read(request.params.peer, '/state', request)),
      },
      '/peers/:peer/events': {
        GET: operator(patient((request) => peers.read(request.params.peer, '/events', request))),
      },
      '/monoliths/:id/drain': { POST: operator(({ params }) => actions.drainMonolith(params.id)) },
      '/rooms/:name/move': { POST: operator((request) => actions.moveRoom(request.params.name, request)) },
      '/clients/:id/kick': { POST: operator((request) => actions.kickClient(request.params.id, request)) },
      '/drain': {
        POST: operator(() => {
          drain();
          return Response.json({ success: true }, { status: 202 });
        }),
      },
    },
    fetch: anyone(async (request) => (await page.respond(request)) ?? notFound(request)),
  });
}

/** `/state?clients`, `/events?state` */
const asks = (url: string, what: string): boolean => new URL(url).searchParams.has(what);

const notFound = (request: Request) =>
  errorResponse(
    404,
    'NotFound',
    `there is no ${request.method} ${new URL(request.url).pathname}: see docs/operations.md`,
  );

function openEvents(stream: ReadableStream<string> | null): Response {
  if (stream === null)
    return errorResponse(503, 'TooManyReaders', 'too many operators read the events already', {
      'Retry-After': '5',
    });
  return new Response(stream, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
  });
}

/** A page of another site that had its name point here must not get at this port: names that are not ours are refused. */
function isOwnName(hostname: string, host: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(name) !== 0 || name === 'localhost' || name === host;
}

const misdirected = () => errorResponse(421, 'Misdirected', 'this is not the name of this server');
