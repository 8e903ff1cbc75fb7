import { isIP } from 'node:net';
import type { Server } from 'bun';
import type { Registry } from 'prom-client';
import { hasBearer } from './operator-key.ts';

export interface OperatorOptions {
  readonly host: string;
  readonly port: number;
  /** Opens everything but health, readiness and metrics; empty: nothing does. */
  readonly key: string;
  readonly metrics: Registry;
  readonly state: () => unknown;
  /** At least one Monolith is connected and the process is not draining (BAL-30). */
  readonly isReady: () => boolean;
}

/** The listener for operators (BAL-30). */
export function serveOperators(options: OperatorOptions): Server<undefined> {
  const { host, port, key, metrics, state, isReady } = options;
  return Bun.serve({
    hostname: host,
    port,
    async fetch(request) {
      const { pathname, hostname } = new URL(request.url);
      if (!isOwnName(hostname, host))
        return new Response('this is not the name of this server\n', { status: 421 });
      switch (pathname) {
        case '/healthz':
          return new Response('ok\n');
        case '/readyz':
          return isReady() ? new Response('ready\n') : new Response('not ready\n', { status: 503 });
        case '/metrics':
          return new Response(await metrics.metrics(), { headers: { 'Content-Type': metrics.contentType } });
        case '/state':
          return hasBearer(request, key) ? Response.json(state()) : needsKey(key);
        default:
          return new Response('not found: there are /healthz, /readyz, /metrics and /state\n', {
            status: 404,
          });
      }
    },
  });
}

/** A page of another site that had its name point here must not get at this port: names that are not ours are refused. */
function isOwnName(hostname: string, host: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(name) !== 0 || name === 'localhost' || name === host;
}

function needsKey(key: string): Response {
  const hint =
    key === ''
      ? 'set balancer.operator_key to use this'
      : 'send Authorization: Bearer <balancer.operator_key>';
  return new Response(`${hint}\n`, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } });
}
